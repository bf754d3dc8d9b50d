import "./style.css";
import "./charts/charts.css";
import { render } from "preact";
import { App } from "./app";
import { pageAt } from "./pages/registry";
import { Shell } from "./pages/shell";
import { startTheme } from "./parts/theme";

startTheme();
const root = document.getElementById("app");
const page = pageAt(location.pathname);
if (root) render(page ? <Shell page={page} /> : <App />, root);
