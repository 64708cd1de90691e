import type { AnyVariables, OperationResult, RequestPolicy } from '@urql/core';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { client } from './client.ts';
import { ApiError, problemOfCombined } from './problem.ts';

/** Reads once. @throws ApiError */
export async function query<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  requestPolicy: RequestPolicy = 'network-only',
): Promise<Data> {
  const source = client
    .peek()
    .query<Data>(document.toString(), variables as AnyVariables, { requestPolicy });
  return dataOf(await source.toPromise());
}

/** Changes something. Objects in the result replace those in the cache. @throws ApiError */
export async function mutate<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const source = client.peek().mutation<Data>(document.toString(), variables as AnyVariables);
  return dataOf(await source.toPromise());
}

function dataOf<Data>({ data, error }: OperationResult<Data>): Data {
  if (error !== undefined) throw new ApiError(problemOfCombined(error));
  if (data === undefined) {
    throw new ApiError({ code: 'INTERNAL', message: 'The server returned no data.' });
  }
  return data;
}
