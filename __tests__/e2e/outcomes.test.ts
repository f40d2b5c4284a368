import { describe, expect, test } from '@jest/globals'
import { defaultAccess } from '../../simulator/server.ts'
import { once, runStep, type StepRun, status } from './step.ts'

const recovery = defaultAccess.recoveryId

/** The outputs, those that depend on the speed of the machine checked for their form only. */
function checkedOutputs({ outputs, elapsedMs, requests }: StepRun) {
  const { 'elapsed-seconds': elapsedSeconds, polls, timeline, ...others } = outputs
  expect(Number(elapsedSeconds)).toBeLessThanOrEqual(elapsedMs / 1_000)
  expect(Number(elapsedSeconds)).toBeGreaterThanOrEqual(Math.floor(elapsedMs / 1_000) - 1)
  expect(polls).toBe(String(requests.length))
  const phases = JSON.parse(timeline ?? '') as { status: string; at: string; elapsedSeconds: number }[]
  for (const { at, elapsedSeconds: since } of phases) {
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000)
    expect(Number.isInteger(since)).toBe(true)
  }
  const { status = '', message = '', outcome = '', ...rest } = others
  expect(rest).toEqual({})
  return { status, message, outcome, timeline: phases.map((phase) => phase.status) }
}

describe('every documented status', () => {
  test('completed ends the step well', async () => {
    const run = await runStep({
      api: [once(status('pending')), once(status('in-progress', 'on it')), { reply: status('completed') }],
    })
    expect(run.exitCode).toBe(0)
    expect(checkedOutputs(run)).toEqual({
      status: 'completed',
      outcome: 'completed',
      message: '',
      timeline: ['pending', 'in-progress', 'completed'],
    })
    expect(run.annotation).toEqual({
      kind: 'notice',
      title: 'Recovery reset completed',
      text: expect.stringMatching(/^The reset of recovery .* completed after \ds\.$/),
    })
    expect(run.log).toEqual([
      expect.stringMatching(
        `^Waiting for the reset of recovery ${recovery} at 127\\.0\\.0\\.1:\\d+, for at most 20s\\.`,
      ),
      expect.stringMatching(/^\[\ds\] Status: pending$/),
      expect.stringMatching(/^\[\ds\] Status: in-progress \("on it"\)$/),
      expect.stringMatching(/^\[\ds\] Status: completed$/),
    ])
  })

  test('completed passes on the message of the API', async () => {
    const run = await runStep({ api: status('completed', 'all 37 resources removed') })
    expect(checkedOutputs(run)).toMatchObject({
      message: 'all 37 resources removed',
      timeline: ['completed'],
    })
    expect(run.annotation.text).toContain('Reason: all 37 resources removed.')
  })

  test.each([
    ['failed', 'Recovery reset failed', 'The reset failed, or the pre-reset webhook failed.'],
    [
      'stalled',
      'Recovery reset stalled',
      'The reset is stalled: a reset is not allowed while any restore is running on the timeline.',
    ],
  ])(
    '%s fails the step, with its documented meaning where the API gives no reason',
    async (value, title, meaning) => {
      for (const message of [undefined, null, '']) {
        const run = await runStep({ api: [once(status('pending')), { reply: status(value, message) }] })
        expect(run.exitCode).toBe(1)
        expect(checkedOutputs(run)).toEqual({
          status: value,
          outcome: value,
          message: meaning,
          timeline: ['pending', value],
        })
        expect(run.annotation).toMatchObject({ kind: 'error', title })
        expect(run.annotation.text).toContain(meaning)
      }
    },
  )

  test.each(['failed', 'stalled'])('%s passes on the message of the API as it came', async (value) => {
    const message = 'line one\nline two — <b>bold</b> ::notice::x\r\n\ttab'
    const run = await runStep({ api: status(value, message) })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.message).toBe(message)
    expect(run.annotation.text).toContain('Reason: line one line two — <b>bold</b> : :notice: :x tab.')
  })

  test('stalled is waited out when told so', async () => {
    const run = await runStep({
      api: [once(status('stalled')), once(status('in-progress')), { reply: status('completed') }],
      inputs: { 'on-stalled': 'wait' },
    })
    expect(run.exitCode).toBe(0)
    expect(checkedOutputs(run).timeline).toEqual(['stalled', 'in-progress', 'completed'])
  })

  test.each(['COMPLETED', 'Completed', 'completed ', 'complete', 'success', '', 'notfailed', '__proto__'])(
    'a status that is not documented is waited on, with one warning: %j',
    async (value) => {
      const api = [
        once(status('pending')),
        { forRequests: 3, reply: status(value) },
        { reply: status('failed') },
      ]
      const run = await runStep({ api, warnings: 1 })
      expect(run.exitCode).toBe(1)
      expect(run.warnings[0]?.text).toContain(`"${value}"`)
      expect(checkedOutputs(run)).toMatchObject({ status: 'failed', timeline: ['pending', 'failed'] })
    },
  )

  test('a status that is not documented never opens the gate', async () => {
    const run = await runStep({ api: status('COMPLETED', 'done'), inputs: { timeout: '1s' }, warnings: 1 })
    expect(run.exitCode).toBe(1)
    expect(checkedOutputs(run)).toMatchObject({ status: '', outcome: 'timed-out', timeline: [] })
    expect(run.outputs.message).toContain('a status that the API does not document: "COMPLETED"')
  })
})

describe('every other outcome', () => {
  test('timed-out keeps the last status, and says that the reset goes on', async () => {
    const run = await runStep({
      api: [once(status('pending')), { reply: status('in-progress', 'on it') }],
      inputs: { timeout: '2s' },
    })
    expect(run.exitCode).toBe(1)
    const outputs = checkedOutputs(run)
    expect(outputs).toMatchObject({
      status: 'in-progress',
      outcome: 'timed-out',
      timeline: ['pending', 'in-progress'],
    })
    expect(outputs.message).toMatch(
      /^The reset had not ended when the timeout of 2s ran out \(checks made: \d+, failed: 0\)\. Last status: in-progress, for \ds \("on it"\)\. The reset itself goes on\. Raise `timeout`, or run this step again to go on waiting\.$/,
    )
    expect(run.annotation).toMatchObject({
      kind: 'error',
      title: 'Recovery reset not finished in time',
      text: outputs.message,
    })
    expect(run.elapsedMs).toBeGreaterThanOrEqual(2_000)
    expect(run.elapsedMs).toBeLessThan(3_000)
  })

  test('error after an outage keeps the last status', async () => {
    const run = await runStep({
      api: [once(status('in-progress')), { reply: { kind: 'http', code: 503, body: 'try later' } }],
      inputs: { 'outage-tolerance': '1s' },
    })
    expect(run.exitCode).toBe(1)
    const outputs = checkedOutputs(run)
    expect(outputs).toMatchObject({ status: 'in-progress', outcome: 'error', timeline: ['in-progress'] })
    expect(outputs.message).toMatch(
      /^\d+ checks in a row failed, and `outage-tolerance` is 1s\. .* answered 503 Service Unavailable: try later\. Whether the reset has ended is not known\. Last status: in-progress, for \ds\.$/,
    )
    expect(run.log.filter((line) => line.includes('Checks fail'))).toHaveLength(1)
  })

  test('error on bad inputs reports all of them, and makes no request', async () => {
    const run = await runStep({
      inputs: {
        'account-id': '12x',
        'project-id': '..',
        timeout: '60',
        'on-stalled': 'retry',
        token: 'short',
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toEqual([])
    expect(checkedOutputs(run)).toMatchObject({ status: '', outcome: 'error', timeline: [] })
    for (const part of [
      '`account-id` is "12x"',
      '`project-id` is ".."',
      '`timeout` is "60"',
      '60s, 60m or 60ms',
      '`on-stalled` is "retry"',
      '`token` cannot be used',
    ]) {
      expect(run.outputs.message).toContain(part)
      expect(run.annotation.text).toContain(part)
    }
  })
})

describe('the job summary', () => {
  test('is written on every outcome', async () => {
    const run = await runStep({ api: status('failed', 'a <b>reason</b>') })
    expect(run.summary).toContain('Recovery reset failed')
    expect(run.summary).toContain('a &#60;b&#62;reason&#60;&#47;b&#62;')
  })

  test('can be turned off', async () => {
    const run = await runStep({ inputs: { summary: 'false' } })
    expect(run.exitCode).toBe(0)
    expect(run.summary).toBe('')
  })
})

describe('step debugging', () => {
  test('shows each check', async () => {
    const run = await runStep({
      api: [once(status('pending')), { reply: status('completed') }],
      env: { RUNNER_DEBUG: '1' },
    })
    const lines = run.stdout.split(/\r?\n/).filter((line) => line.startsWith('::debug::'))
    expect(lines).toEqual([
      expect.stringMatching(/^::debug::\[0s\] check 1 took \d+ ms; answer: "pending"$/),
      expect.stringMatching(/^::debug::\[0s\] next check in \d+ ms$/),
      expect.stringMatching(/^::debug::\[\ds\] check 2 took \d+ ms; answer: "completed"$/),
    ])
  })

  test('is silent otherwise', async () => {
    const run = await runStep()
    expect(run.stdout).not.toContain('::debug::')
  })
})
