
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "ApplyBuiltinModelsResult": [
      "ApplyBuiltinModelsPayload",
      "ConflictError",
      "InvalidInputError"
    ],
    "CancelChatResult": [
      "CancelChatPayload",
      "NotFoundError"
    ],
    "CancelOllamaPullResult": [
      "NotFoundError",
      "PullPayload"
    ],
    "CancelPullResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "ChatEvent": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ChatEventsStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "NotFoundError",
      "NotResumableError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ChatResult": [
      "ChatPayload",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "ChatStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ClearDefaultModelResult": [
      "ClearDefaultModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "ClearModelCredentialResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "CreateApiKeyResult": [
      "ApiKeyPayload",
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "QuotaExceededError"
    ],
    "CreateModelResult": [
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelPayload",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "CreateRouteResult": [
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ],
    "DeleteApiKeyResult": [
      "ApiKeyInUseError",
      "DeleteApiKeyPayload",
      "NotFoundError"
    ],
    "DeleteModelResult": [
      "BuiltinModelError",
      "DeleteModelPayload",
      "NotFoundError"
    ],
    "DeleteOllamaModelResult": [
      "DeleteOllamaModelPayload",
      "InvalidInputError",
      "ModelInUseError",
      "NotFoundError",
      "UpstreamError"
    ],
    "DeleteRouteResult": [
      "BuiltinModelError",
      "DeleteRoutePayload",
      "NotFoundError"
    ],
    "EmbedResult": [
      "CredentialError",
      "EmbedPayload",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "Error": [
      "ApiKeyInUseError",
      "BuiltinModelError",
      "ChatFailed",
      "ConflictError",
      "CredentialError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelInUseError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "GenerateResult": [
      "CredentialError",
      "GeneratePayload",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "GenerateStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ModelChangesStreamResult": [
      "InvalidInputError",
      "ModelChange",
      "NotResumableError"
    ],
    "Node": [
      "ApiKey",
      "AuditEvent",
      "ChatCompletion",
      "Model",
      "Pull",
      "Route"
    ],
    "OfferedModelsResult": [
      "BuiltinModelError",
      "CredentialError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "NotFoundError",
      "OfferedModels",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "PullChangesStreamResult": [
      "InvalidInputError",
      "Pull"
    ],
    "PullModelResult": [
      "BuiltinModelError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "PullOllamaModelResult": [
      "InvalidInputError",
      "NotFoundError",
      "PullPayload",
      "RequestIdReusedError"
    ],
    "PullProgressStreamResult": [
      "InvalidInputError",
      "NotFoundError",
      "Pull"
    ],
    "RerankResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RerankPayload",
      "UpstreamError"
    ],
    "ResetBuiltinModelResult": [
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "ResetBuiltinModelPayload"
    ],
    "ResetTargetHealthResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "RestoreModelResult": [
      "BuiltinModelError",
      "ConflictError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "RotateEncryptionKeysResult": [
      "ConflictError",
      "RotateEncryptionKeysPayload"
    ],
    "SetDefaultModelResult": [
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "SetDefaultRouteResult": [
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ],
    "SetModelCredentialResult": [
      "BuiltinModelError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "StartChatResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "StartChatPayload"
    ],
    "StartGenerateResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "StartGeneratePayload"
    ],
    "TestConnectionResult": [
      "InvalidInputError",
      "ModelTestPayload",
      "QuotaExceededError"
    ],
    "TestConnectionStreamResult": [
      "InvalidInputError",
      "ModelTestStep",
      "QuotaExceededError"
    ],
    "TestModelResult": [
      "ModelTestPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "TestModelStreamResult": [
      "ModelTestStep",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "TranscribeResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "TranscribePayload",
      "UpstreamError"
    ],
    "UpdateApiKeyResult": [
      "ApiKeyPayload",
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "UpdateModelResult": [
      "BuiltinModelError",
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "UpdateRouteResult": [
      "BuiltinModelError",
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "ApplyBuiltinModelsResult": [
      "ApplyBuiltinModelsPayload",
      "ConflictError",
      "InvalidInputError"
    ],
    "CancelChatResult": [
      "CancelChatPayload",
      "NotFoundError"
    ],
    "CancelOllamaPullResult": [
      "NotFoundError",
      "PullPayload"
    ],
    "CancelPullResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "ChatEvent": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ChatEventsStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "NotFoundError",
      "NotResumableError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ChatResult": [
      "ChatPayload",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "ChatStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ClearDefaultModelResult": [
      "ClearDefaultModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "ClearModelCredentialResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "CreateApiKeyResult": [
      "ApiKeyPayload",
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "QuotaExceededError"
    ],
    "CreateModelResult": [
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelPayload",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "CreateRouteResult": [
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ],
    "DeleteApiKeyResult": [
      "ApiKeyInUseError",
      "DeleteApiKeyPayload",
      "NotFoundError"
    ],
    "DeleteModelResult": [
      "BuiltinModelError",
      "DeleteModelPayload",
      "NotFoundError"
    ],
    "DeleteOllamaModelResult": [
      "DeleteOllamaModelPayload",
      "InvalidInputError",
      "ModelInUseError",
      "NotFoundError",
      "UpstreamError"
    ],
    "DeleteRouteResult": [
      "BuiltinModelError",
      "DeleteRoutePayload",
      "NotFoundError"
    ],
    "EmbedResult": [
      "CredentialError",
      "EmbedPayload",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "Error": [
      "ApiKeyInUseError",
      "BuiltinModelError",
      "ChatFailed",
      "ConflictError",
      "CredentialError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelInUseError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "GenerateResult": [
      "CredentialError",
      "GeneratePayload",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "UpstreamError"
    ],
    "GenerateStreamResult": [
      "ChatCancelled",
      "ChatCompleted",
      "ChatFailed",
      "ChatInterrupted",
      "ChatRestarted",
      "ChatStarted",
      "ContentDelta",
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "NotResumableError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "ThinkingDelta",
      "ToolCallDelta",
      "ToolCallReady"
    ],
    "ModelChangesStreamResult": [
      "InvalidInputError",
      "ModelChange",
      "NotResumableError"
    ],
    "Node": [
      "ApiKey",
      "AuditEvent",
      "ChatCompletion",
      "Model",
      "Pull",
      "Route"
    ],
    "OfferedModelsResult": [
      "BuiltinModelError",
      "CredentialError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "NotFoundError",
      "OfferedModels",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "PullChangesStreamResult": [
      "InvalidInputError",
      "Pull"
    ],
    "PullModelResult": [
      "BuiltinModelError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "PullOllamaModelResult": [
      "InvalidInputError",
      "NotFoundError",
      "PullPayload",
      "RequestIdReusedError"
    ],
    "PullProgressStreamResult": [
      "InvalidInputError",
      "NotFoundError",
      "Pull"
    ],
    "RerankResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RerankPayload",
      "UpstreamError"
    ],
    "ResetBuiltinModelResult": [
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "ResetBuiltinModelPayload"
    ],
    "ResetTargetHealthResult": [
      "BuiltinModelError",
      "ModelPayload",
      "NotFoundError"
    ],
    "RestoreModelResult": [
      "BuiltinModelError",
      "ConflictError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "RotateEncryptionKeysResult": [
      "ConflictError",
      "RotateEncryptionKeysPayload"
    ],
    "SetDefaultModelResult": [
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "SetDefaultRouteResult": [
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ],
    "SetModelCredentialResult": [
      "BuiltinModelError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "StartChatResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "StartChatPayload"
    ],
    "StartGenerateResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "RequestIdReusedError",
      "StartGeneratePayload"
    ],
    "TestConnectionResult": [
      "InvalidInputError",
      "ModelTestPayload",
      "QuotaExceededError"
    ],
    "TestConnectionStreamResult": [
      "InvalidInputError",
      "ModelTestStep",
      "QuotaExceededError"
    ],
    "TestModelResult": [
      "ModelTestPayload",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "TestModelStreamResult": [
      "ModelTestStep",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "TranscribeResult": [
      "CredentialError",
      "InvalidInputError",
      "ModelNotReadyError",
      "NotFoundError",
      "QuotaExceededError",
      "TranscribePayload",
      "UpstreamError"
    ],
    "UpdateApiKeyResult": [
      "ApiKeyPayload",
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError"
    ],
    "UpdateModelResult": [
      "BuiltinModelError",
      "ConflictError",
      "DestinationNotAllowedError",
      "InvalidInputError",
      "ModelPayload",
      "NotFoundError",
      "QuotaExceededError",
      "UpstreamError"
    ],
    "UpdateRouteResult": [
      "BuiltinModelError",
      "ConflictError",
      "InvalidInputError",
      "NotFoundError",
      "QuotaExceededError",
      "RoutePayload"
    ]
  }
};
      export default result;
    