import { renderDefinitions } from '../metrics/definitions.ts';

console.log(renderDefinitions());
