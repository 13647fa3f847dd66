// The worker of this site: it keeps styles, scripts and the page that says there is no network.

import { scriptAddress } from "./html.js";

navigator.serviceWorker?.register(scriptAddress("/service-worker.js")).catch(() => {});
