import { Field, type FieldProps } from "./Field.tsx";
import { Input, type InputProps, TextArea, type TextAreaProps } from "./Input.tsx";

/** What a field of words has, whatever its control is. */
interface WordsProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export type TextFieldProps = WordsProps & Omit<InputProps, keyof WordsProps | "id">;
export type TextAreaFieldProps = WordsProps & Omit<TextAreaProps, keyof WordsProps | "id">;

/** A line of words with its label, hint and error. */
export function TextField({ label, aside, hint, error, onChange, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, aside, hint, error }}>
      {(control) => <Input {...control} {...rest} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

/** The same for words of several lines. */
export function TextAreaField({ label, aside, hint, error, onChange, ...rest }: TextAreaFieldProps) {
  return (
    <Field {...{ label, aside, hint, error }}>
      {(control) => <TextArea {...control} {...rest} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
