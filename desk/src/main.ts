import { mount } from "svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./App.svelte";

const target = document.getElementById("desk");
if (target === null) throw new Error("the page has no element #desk");

export default mount(App, { target });
