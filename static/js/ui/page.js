// What every page does: send the CSRF token along with htmx, close menus, switch colours without a reload, count letters.
import "./csrf.js";
import "./menu.js";
import "./theme.js";
import "./counter.js";
