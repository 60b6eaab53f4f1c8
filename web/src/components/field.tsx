import { CircleAlert } from "lucide-react"
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react"
import { classNames } from "./class-names.ts"

interface Frame {
  label: string
  hint?: ReactNode
  /** Says what is wrong and how to put it right. */
  error?: string | undefined
  className?: string
}

interface Wiring {
  id: string
  "aria-invalid": true | undefined
  "aria-describedby": string | undefined
}

/** A label, its control, a hint and an error, wired for screen readers. `children` gets what the control must carry. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: Frame & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  // An error says what the hint said, and more.
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className={classNames("field", className)}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <CircleAlert className="i i-s" aria-hidden="true" />
          {error}
        </p>
      )}
      {hint && !error && (
        <p className="small quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

export function Input({
  label,
  hint,
  error,
  className,
  ...rest
}: Frame & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hint={hint} error={error} {...(className && { className })}>
      {(wiring) => <input {...rest} {...wiring} className="input" />}
    </Field>
  )
}

export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <Field label={label} hint={hint} error={error} {...(className && { className })}>
      {(wiring) => <textarea {...rest} {...wiring} className="input" />}
    </Field>
  )
}

/** The system's own list: right on phones and for keyboards without a line of code. `children` are options. */
export function Select({
  label,
  hint,
  error,
  className,
  children,
  ...rest
}: Frame & SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> }) {
  return (
    <Field label={label} hint={hint} error={error} {...(className && { className })}>
      {(wiring) => (
        <select {...rest} {...wiring} className="input select">
          {children}
        </select>
      )}
    </Field>
  )
}

/** A setting that is on or off at once, without a Save. */
export function Switch({
  label,
  hint,
  isOn,
  onSwitch,
}: {
  label: string
  hint?: string
  isOn: boolean
  onSwitch: (on: boolean) => void
}) {
  const id = useId()
  return (
    <div className="switch-row">
      <label className="grow" htmlFor={id}>
        <span className="switch-label" id={`${id}-label`}>
          {label}
        </span>
        {hint && (
          <span className="small quiet switch-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
      <input
        className="switch"
        type="checkbox"
        role="switch"
        id={id}
        checked={isOn}
        aria-checked={isOn}
        // The hint is for pressing too, and describes; it is no part of the name.
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onSwitch(event.target.checked)}
      />
    </div>
  )
}
