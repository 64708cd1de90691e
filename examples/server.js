/** The server and the token that all examples use. */
export const url = process.env.MODELYARD_URL ?? 'http://127.0.0.1:4000/graphql';

export const headers = { authorization: `Bearer ${process.env.TOKEN}` };
