import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { actionInputs, defaultAccess } from '../../simulator/access.ts'
import { runAction } from '../../simulator/action-runner.ts'
import { certificateFile, farAddress, farMac, type Ports } from './slow-route-far-side.ts'

// Runs in a network namespace of its own, 320 ms away from another one with the API and a proxy. Their names have an
// IPv4 address that works and an IPv6 address that doesn't: without a route, or with one that leads nowhere. Prints the
// result of each step as JSON.

const ip = (command: string) => execFileSync('ip', command.split(' '))
const folder = mkdtempSync(path.join(tmpdir(), 'slow-route-'))
const hosts = path.join(folder, 'hosts')
writeFileSync(
  hosts,
  `${farAddress} no-route.example.com black-hole.example.com\n2001:db8:1::1 no-route.example.com\n2001:db8:2::1 black-hole.example.com\n`,
)
execFileSync('mount', ['--bind', hosts, '/etc/hosts'])

const script = path.join(import.meta.dirname, 'slow-route-far-side.ts')
const far = spawn('unshare', ['--net', process.execPath, script, folder], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
await once(far.stdout, 'data')
ip('link set lo up')
ip(`link add near type veth peer name far netns ${far.pid}`)
ip('addr add 198.51.100.1/24 dev near')
ip('addr add 2001:db8:2::2/64 dev near nodad')
ip('link set near up')
ip('link add slow type vxlan id 1 dstport 4789 remote 198.51.100.2 dev near')
ip('link set slow up')
ip(`route add ${farAddress} dev slow src 198.51.100.1`)
ip(`neigh add ${farAddress} lladdr ${farMac} dev slow`)
ip(`neigh add 2001:db8:2::1 lladdr ${farMac} dev near`)
far.stdin.write('connected\n')
const [output] = await once(far.stdout, 'data')
const ports: Ports = JSON.parse(output)

const run = (apiHost: string, env: Record<string, string> = {}) =>
  runAction({
    inputs: {
      ...actionInputs(`https://${apiHost}:${ports.api}`, defaultAccess),
      timeout: '30s',
      'outage-tolerance': '0s',
    },
    env: { NODE_EXTRA_CA_CERTS: path.join(folder, certificateFile), ...env },
  })

const proxy = { https_proxy: `http://no-route.example.com:${ports.proxy}` }
const steps = {
  'no route to IPv6': run('no-route.example.com'),
  'IPv6 black hole': run('black-hole.example.com'),
  'through a proxy': run('api.example.com', proxy),
}
const runs = await Promise.all(Object.entries(steps).map(async ([name, step]) => [name, await step]))
far.kill()
process.stdout.write(JSON.stringify(Object.fromEntries(runs)), () => process.exit())
