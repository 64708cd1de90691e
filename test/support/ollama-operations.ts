import { graphql } from '../gql/gql.ts';

export const SeeOllama = graphql(`
  query SeeOllama {
    ollama {
      available version error
      models { name sizeBytes digest modifiedAt family parameterSize quantization }
      running { name sizeBytes vramBytes contextLength expiresAt }
    }
  }
`);

export const OllamaAvailable = graphql(`
  query OllamaAvailable { ollama { available version error } }
`);

export const OllamaModels = graphql(`
  query OllamaModels { ollama { models { name sizeBytes digest modifiedAt family } } }
`);

export const OllamaRunning = graphql(`
  query OllamaRunning { ollama { running { name sizeBytes vramBytes contextLength expiresAt } } }
`);

export const OllamaDetails = graphql(`
  query OllamaDetails($name: String!) {
    ollama {
      available
      model(name: $name) {
        name capabilities contextLength embeddingLength family parameterSize quantization license
        template
      }
    }
  }
`);

export const OllamaManyWays = graphql(`
  query OllamaManyWays {
    one: ollama { models { name } model(name: "tiny") { name } upper: model(name: "TINY") { name } }
    other: ollama { models { digest } missing: model(name: "huge") { name } }
  }
`);

export const DeleteFromOllama = graphql(`
  mutation DeleteFromOllama($name: String!) {
    deleteOllamaModel(input: { name: $name }) {
      __typename
      ... on DeleteOllamaModelPayload { name }
      ... on Error { code message }
      ... on InvalidInputError { fields { path message } }
      ... on ModelInUseError { models { tenantId modelId name displayName } }
      ... on UpstreamError { reason retryable upstreamStatus }
    }
  }
`);
