import { Component, type ComponentChildren, createElement, type FunctionComponent } from "preact";

/** A component that is drawn anew only when one of its properties is another one. */
export const memo = <Props extends object>(Inner: FunctionComponent<Props>): FunctionComponent<Props> => {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const keys = Object.keys(next) as (keyof Props)[];
      return keys.some((key) => next[key] !== this.props[key]);
    }
    override render(): ComponentChildren {
      return createElement(Inner, this.props);
    }
  }
  return (props) => createElement(Memo, props);
};
