export { openAiProtocol } from './protocol.ts';
