/** Version of this action, sent in the `user-agent` of every request; equal to the one in `package.json`. */
export const version = '1.0.0'
