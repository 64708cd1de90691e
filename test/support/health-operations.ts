import { graphql } from '../gql/gql.ts';

export const SeeHealth = graphql(`
  query SeeHealth($id: ID!) {
    model(id: $id) {
      health { state reason until lastSuccessAt }
      credential { health { state reason until lastSuccessAt } }
      keys { health { lastSuccessAt } }
    }
  }
`);

export const ResetHealth = graphql(`
  mutation ResetHealth($modelId: ID!, $keyId: ID) {
    resetTargetHealth(input: { modelId: $modelId, keyId: $keyId }) {
      __typename
      ... on ModelPayload { model { id health { state reason until } credential { health { state } } } }
      ... on Error { code message }
    }
  }
`);

export const HealthChanges = graphql(`
  subscription HealthChanges {
    healthChanges {
      target modelId keyId
      model { id name }
      health { state reason until lastSuccessAt }
    }
  }
`);
