/** How a writer makes the expressions of generated code: as nodes of TypeScript's tree, or as text. */
export interface Printer<E> {
  name(name: string): E;
  number(value: number): E;
  undefined(): E;
  negated(value: E): E;
  /** `list[index]` */
  element(list: string, index: number): E;
  /** Of one of the runtime's functions. */
  call(name: string, args: readonly E[]): E;
  assign(name: string, value: E): E;
  /**
   * `(value) => predicate(value)`: looked up only when it is needed, so that a predicate defined further down, or an
   * import that is still loading, cannot fail the call.
   */
  predicate(name: string): E;
}
