import { render } from "preact";
import { hear } from "./keys";
import { apply, settings } from "./look";
import { Page } from "./page";
import { follow } from "./route";
import { askWho } from "./session";
import { load } from "./words";
import "./style/theme.css";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/pages.css";
import "./style/work.css";

apply();
follow();
hear();
// Where the desk does not say who asks, the page opens all the same and its calls say what is wrong.
void Promise.all([load(settings.language), askWho().catch(() => null)]).then(() =>
  render(<Page />, document.getElementById("page")!),
);
