import { useMemo, useState, type ReactNode } from 'react';
import type { AskDetail } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLink } from '../../ui/use-link.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { ElicitationField } from './elicitation-field.tsx';
import {
  checkField,
  formContentJson,
  isJsonObject,
  readFormSchema,
  type FormField,
  type FormValues,
} from './form-schema.ts';
import { holdWords } from './hold-words.ts';
import { EndMark } from './seen-ends.tsx';
import type { Gate } from './use-gate.ts';

interface ElicitationFormProps {
  readonly form: NonNullable<AskDetail['form']>;
  readonly gate: Gate;
}

/** A form an MCP server asks to be filled in; or a page to visit; or, for a schema we cannot draw, raw JSON. */
export function ElicitationForm({ form, gate }: ElicitationFormProps): ReactNode {
  const fields = useMemo(() => (form.schemaJson === undefined ? undefined : readFormSchema(form.schemaJson)), [form]);
  return (
    <div className="stack">
      <p className="question">
        <Untrusted text={form.message} />
      </p>
      {form.url !== undefined ? (
        <VisitPage url={form.url} gate={gate} />
      ) : fields === undefined ? (
        <JsonAnswer schemaJson={form.schemaJson} gate={gate} />
      ) : (
        <Fields fields={fields} gate={gate} />
      )}
      <EndMark />
    </div>
  );
}

function Fields({ fields, gate }: { readonly fields: readonly FormField[]; readonly gate: Gate }): ReactNode {
  const [values, setValues] = useState<FormValues>(() =>
    Object.fromEntries(fields.map((field) => [field.name, field.initial])),
  );
  const [tried, setTried] = useState(false);
  const errors = fields.map((field) => checkField(field, values[field.name] ?? ''));
  const send = () => {
    setTried(true);
    if (errors.every((error) => error === undefined)) {
      void gate.submit({ tag: 'submit', contentJson: formContentJson(fields, values) });
    }
  };
  return (
    <>
      {fields.map((field, index) => (
        <ElicitationField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={tried ? errors[index] : undefined}
          onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
        />
      ))}
      <SendRow gate={gate} onSend={send} label={words.inbox.formSend} />
    </>
  );
}

function JsonAnswer({ schemaJson, gate }: { readonly schemaJson: string | undefined; readonly gate: Gate }): ReactNode {
  const [text, setText] = useState('{}');
  const [tried, setTried] = useState(false);
  const valid = isJsonObject(text);
  const send = () => {
    setTried(true);
    if (valid) void gate.submit({ tag: 'submit', contentJson: text });
  };
  return (
    <>
      {schemaJson === undefined ? null : (
        <pre className="code">
          <Untrusted text={schemaJson} />
        </pre>
      )}
      <TextField
        label={words.inbox.formJson}
        value={text}
        onChange={setText}
        lines={5}
        mono
        error={tried && !valid ? words.inbox.formErrors.json : undefined}
      />
      <SendRow gate={gate} onSend={send} label={words.inbox.formSend} />
    </>
  );
}

function VisitPage({ url, gate }: { readonly url: string; readonly gate: Gate }): ReactNode {
  const { openLink, linkProblem } = useLink();
  return (
    <>
      <p>{words.inbox.formUrl}</p>
      <pre className="code">
        <Untrusted text={url} />
      </pre>
      <div className="row">
        <Button onPress={() => openLink(url)}>{words.inbox.formOpen}</Button>
      </div>
      {linkProblem}
      <SendRow
        gate={gate}
        onSend={() => void gate.submit({ tag: 'submit', contentJson: '{}' })}
        label={words.inbox.formDone}
      />
    </>
  );
}

interface SendRowProps {
  readonly gate: Gate;
  readonly onSend: () => void;
  readonly label: string;
}

function SendRow({ gate, onSend, label }: SendRowProps): ReactNode {
  return (
    <div className="row">
      <Button look="primary" onPress={onSend} off={gate.allowHold !== null} why={holdWords(gate.allowHold)}>
        {label}
      </Button>
    </div>
  );
}
