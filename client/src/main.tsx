import "./style.css";
import "./charts/charts.css";
import { render } from "preact";
import { App } from "./app";
import { startTheme } from "./parts/theme";

startTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
