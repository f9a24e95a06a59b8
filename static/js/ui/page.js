// What every page does: send the CSRF token along with htmx, close menus, switch colours without a reload, count
// characters, say so when something does not work, send a form once. Without any of it the page still works.
import "./csrf.js";
import "./menu.js";
import "./theme.js";
import "./counter.js";
import "./problems.js";
import "./once.js";
