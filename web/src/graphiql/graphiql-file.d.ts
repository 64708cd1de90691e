/** URL of a file that vite.config.ts takes from the package of GraphiQL. */
declare module 'graphiql-file:*' {
  export const url: string;
}
