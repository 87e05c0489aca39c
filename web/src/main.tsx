import { render } from "preact";
import { hear } from "./keys";
import { apply, settings } from "./look";
import { Page } from "./page";
import { follow } from "./route";
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
void load(settings.language).then(() => render(<Page />, document.getElementById("page")!));
