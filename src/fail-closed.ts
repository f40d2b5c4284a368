// Imported before anything else: whatever happens from here on, a process that ends early is a failed step.
process.exitCode = 1
