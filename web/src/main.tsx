import { render } from "preact";
import { hear } from "./keys";
import { apply } from "./look";
import { Page } from "./page";
import { follow } from "./route";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/pages.css";

apply();
follow();
hear();
render(<Page />, document.getElementById("page")!);
