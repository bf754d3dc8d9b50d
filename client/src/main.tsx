import { render } from "preact";
import { App } from "./app";
import { startTheme } from "./parts/theme";
import "./style.css";
import "./parts/filter.css";
import "./charts/charts.css";

startTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
