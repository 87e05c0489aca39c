// When a page cannot draw what it was told, the frame around it stays, and says so.
import { Component, type ComponentChildren } from "preact";
import { refusalOf } from "../wire";
import { t } from "../words";
import { Failed } from "./states";

export class Unbroken extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state = { error: null };
  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ error });
  }
  render() {
    if (this.state.error === null) return this.props.children;
    return (
      <>
        <h1 tabIndex={-1}>{t("state.broken")}</h1>
        <Failed refusal={refusalOf(this.state.error)} again={() => this.setState({ error: null })} />
        <p>
          <a href="/health">{t("nav.health")}</a>
        </p>
      </>
    );
  }
}
