import { Field } from '../../ui/field.tsx';
import { changeSettings, conversation, type Thinking } from './conversation.ts';

const exampleTools = JSON.stringify(
  [
    {
      name: 'get_weather',
      description: 'Current weather in a city',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      },
    },
  ],
  null,
  2,
);

/** Options of the next requests. */
export function SettingsPanel() {
  const { settings } = conversation.value;
  return (
    <details class="settings">
      <summary>Options</summary>
      <div class="stack details-body">
        <Field label="System prompt">
          <textarea
            class="input"
            value={settings.system}
            placeholder="You are a helpful assistant."
            onInput={(event) => changeSettings({ system: event.currentTarget.value })}
          />
        </Field>
        <div class="parameter-grid">
          <Field label="Temperature" hint="0 to 2">
            <input
              class="input"
              type="number"
              min="0"
              max="2"
              step="0.1"
              value={settings.temperature}
              onInput={(event) => changeSettings({ temperature: event.currentTarget.value })}
            />
          </Field>
          <Field label="Maximum tokens" hint="Of the response">
            <input
              class="input"
              type="number"
              min="1"
              value={settings.maxTokens}
              onInput={(event) => changeSettings({ maxTokens: event.currentTarget.value })}
            />
          </Field>
          <Field label="Thinking" hint="Where the model supports it">
            <select
              class="input"
              value={settings.thinking}
              onChange={(event) =>
                changeSettings({ thinking: event.currentTarget.value as Thinking })
              }
            >
              <option value="">Default</option>
              <option value="off">Off</option>
              <option value="on">On</option>
              <option value="LOW">Low effort</option>
              <option value="MEDIUM">Medium effort</option>
              <option value="HIGH">High effort</option>
            </select>
          </Field>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.json}
            onChange={(event) => changeSettings({ json: event.currentTarget.checked })}
          />
          The response must be JSON
        </label>
        <Field label="Tools" hint="A JSON list of tools, each with name, description, parameters.">
          <textarea
            class="input mono"
            spellcheck={false}
            value={settings.tools}
            onInput={(event) => changeSettings({ tools: event.currentTarget.value })}
          />
        </Field>
        {settings.tools === '' ? (
          <div>
            <button
              type="button"
              class="button compact"
              onClick={() => changeSettings({ tools: exampleTools })}
            >
              Insert an example tool
            </button>
          </div>
        ) : null}
      </div>
    </details>
  );
}
