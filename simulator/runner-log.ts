/** Where the log goes, and whether it includes debug lines (`RUNNER_DEBUG=1`). */
interface RunnerLogOptions {
  readonly debug: boolean
  readonly print: (line: string) => void
}

const headings: Readonly<Record<string, string>> = {
  error: 'Error: ',
  warning: 'Warning: ',
  notice: 'Notice: ',
  debug: 'Debug: ',
  group: '',
}

/**
 * Shows what a step prints as the runner's log does: workflow commands become readable lines or are left out, and masked
 * values become `***`. `write` accepts chunks of any size; `end` prints an unfinished last line.
 */
export class RunnerLog {
  readonly #options: RunnerLogOptions
  readonly #masked: string[] = []
  #unfinished = ''

  constructor(options: RunnerLogOptions) {
    this.#options = options
  }

  write(chunk: string): void {
    const lines = (this.#unfinished + chunk).split(/\r?\n/)
    this.#unfinished = lines.pop() ?? ''
    for (const line of lines) this.#show(line)
  }

  end(): void {
    if (this.#unfinished !== '') this.#show(this.#unfinished)
    this.#unfinished = ''
  }

  #show(line: string): void {
    const [, command = '', data = ''] = /^\s*::([\w-]+)(?: .*?)?::(.*)$/.exec(line) ?? []
    if (command === 'add-mask') this.#mask(unescapeData(data))
    else if (Object.hasOwn(headings, command)) this.#showCommand(command, unescapeData(data))
    else if (command !== 'endgroup' && line !== '') this.#print(line)
  }

  #showCommand(command: string, text: string): void {
    if (command === 'debug' && !this.#options.debug) return
    this.#print(`${headings[command]}${text}`)
  }

  #mask(value: string): void {
    if (value !== '') this.#masked.push(value)
  }

  #print(text: string): void {
    let masked = text
    for (const value of this.#masked) masked = masked.replaceAll(value, '***')
    this.#options.print(masked)
  }
}

function unescapeData(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/**
 * Sanitizes text to one line that contains no command of a terminal or the runner: control, format, surrogate, and
 * separator characters become `?`, and the starts of workflow commands are broken up.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?')
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '# #[')
}
