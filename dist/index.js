/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 427:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ succeed)
/* harmony export */ });
// Imported before anything else: however the process ends from here on, the step fails, unless `succeed()` was called.
// The exit code is set at the very end, in case other code ends the process or sets it, too.
process.exitCode = 1;
let isSuccess = false;
process.on('exit', () => {
    process.exitCode = isSuccess ? 0 : 1;
});
/** Makes the step succeed. */
function succeed() {
    isSuccess = true;
}


/***/ }),

/***/ 188:
/***/ ((module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__nccwpck_require__.r(__webpack_exports__);
/* harmony import */ var _fail_closed_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(427);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(207);


const maxDrainMs = 300;
const controller = new AbortController();
const abort = (reason) => controller.abort(reason);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => abort({ kind: 'cancelled' }));
for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error) => abort({ kind: 'crashed', error }));
// Deprecation warnings are for developers, not for users' logs.
process.noDeprecation = true;
// A closed stdout must not change the result.
process.stdout.on('error', () => { });
process.stderr.on('error', () => { });
const isSuccess = await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .main */ .i)(controller.signal).catch(() => {
    process.stdout.write('::error title=Internal error::The action ended with an unexpected error. The result is unknown. Check the reset in Cloud Rewind.\n');
    return false;
});
if (isSuccess)
    (0,_fail_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .succeed */ .P)();
await drained();
// A DNS lookup can't be aborted, and exiting would wait for it for minutes. A step that fails anyway doesn't have to.
if (!isSuccess && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
    process.kill(process.pid, 'SIGKILL');
process.exit();
/** Resolves when what was printed has left the process, which `process.exit` doesn't wait for. */
function drained() {
    return new Promise((resolve) => {
        setTimeout(resolve, maxDrainMs);
        // In a turn of its own: the lookup whose result ended the wait is active until this turn is over.
        process.stdout.write('', () => setImmediate(resolve));
    });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 207:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./stubs/undici/index.js
// `@actions/http-client` imports undici for `getAgentDispatcher` alone, which this action never calls: its requests,
// proxied ones too, go through node:http. Without this stand-in, undici would be 85% of the code that users run.

/** Stands in for undici's class of this name. */
class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is left out of this action: getAgentDispatcher of @actions/http-client cannot be used here.',
    )
  }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./lib/text/escapes.js
/** The named character references that pages escape text with. */
const namedCharacters = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00A0',
};
const reference = `&(?:#x[\\da-f]+|#\\d+|${Object.keys(namedCharacters).join('|')});`;
const percent = /%[\da-f]{2}/gi;
const html = new RegExp(reference, 'gi');
const any = new RegExp(`${reference}|\\\\u[\\da-f]{4}|\\\\.|%[\\da-f]{2}`, 'gi');
/** Replaces HTML's character references: `&#32;`, `&#x20;`, and the named ones. */
function decodeHtml(text) {
    return text.replace(html, decode);
}
/** Replaces percent-encoding, one level of it. Only ASCII is decoded correctly. */
function decodePercent(text) {
    return text.replace(percent, decode);
}
/** Replaces what stands for a character in HTML, JSON, or a URL. */
function unescapeAll(text) {
    return /[&\\%]/.test(text) ? text.replace(any, decode) : text;
}
function decode(escaped) {
    if (/^&#x/i.test(escaped))
        return characterOf(Number.parseInt(escaped.slice(3), 16));
    if (escaped.startsWith('&#'))
        return characterOf(Number.parseInt(escaped.slice(2), 10));
    if (escaped.startsWith('&'))
        return namedCharacters[escaped.slice(1, -1).toLowerCase()] ?? '';
    if (escaped.startsWith('%'))
        return characterOf(Number.parseInt(escaped.slice(1), 16));
    return escaped.length === 2 ? escaped.slice(1) : characterOf(Number.parseInt(escaped.slice(2), 16));
}
function characterOf(codePoint) {
    return codePoint > 0x10ffff ? '\uFFFD' : String.fromCodePoint(codePoint);
}

;// CONCATENATED MODULE: ./lib/text/untrusted-text.js

// Control, format, surrogate, separator, and invisible characters.
const unsafeCharacters = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]+/gu;
/**
 * Sanitizes text to one line that is safe to print: nothing in it can run a workflow command or break the line. Nothing
 * else is changed, because the runner couldn't find a secret in changed text to mask it.
 *
 * @param maxLength in UTF-16 code units, including the ellipsis if it's cut
 */
function oneLine(text, maxLength = 1_000) {
    return shorten(withoutCommands(onOneLine(shorten(text, maxLength * 4))), maxLength);
}
function onOneLine(text) {
    return text.replace(unsafeCharacters, (run) => (/[^ ]/.test(run) ? ' ' : run));
}
// Ignored when the runner compares text by the rules of a language: combining marks, what that language doesn't know,
// and five letters that look ordinary.
const ignorable = /[\p{M}\p{Cn}\p{Co}\u0640\u07FA\u180A\u1CD3\uFE73]/gu;
// With their compatibility forms. What isn't ASCII can stand between them: each platform ignores something else.
const oldCommand = /[#\uFE5F\uFF03](?=[^\p{ASCII}\uFE5F\uFF03\uFE47\uFF3B]*[#\uFE5F\uFF03][^\p{ASCII}\uFE5F\uFF03\uFE47\uFF3B]*[[\uFE47\uFF3B])/gu;
/** Breaks what the runner reads as a command: `::` at the start of a line, and `##[` anywhere. */
function withoutCommands(line) {
    const reading = line.normalize('NFKC').replace(ignorable, '').trimStart();
    const printable = reading.startsWith('::') ? line.replace(/[:\uFE13\uFE55\uFF1A]/u, '$& ') : line;
    return printable.replace(oldCommand, '$& ');
}
/** Cuts text at a code point, to a length in UTF-16 code units that includes the ellipsis. */
function shorten(text, maxLength) {
    if (text.length <= maxLength)
        return text;
    const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 2));
    return `${text.slice(0, maxLength - (isPairCut ? 2 : 1))}…`;
}
/** Cuts text at a code point, to a size in UTF-8 that includes the ellipsis. */
function shortenToBytes(text, maxBytes) {
    const bytes = Buffer.from(text);
    if (bytes.length <= maxBytes)
        return text;
    const kept = bytes.subarray(0, maxBytes - Buffer.byteLength('…'));
    return `${kept.toString().replace(/\uFFFD$/u, '')}…`;
}
const references = new Map(Object.entries(namedCharacters).map(([name, character]) => [character, `&${name};`]));
/**
 * Makes text safe within an element of an HTML block: on one line, because a blank line would end the block, and
 * escaped no more than XML requires, because the runner masks a secret in a summary only if it's unchanged or escaped
 * like this.
 */
function escapeHtml(text) {
    return onOneLine(text).replace(/[&<>"']/g, (character) => references.get(character) ?? '');
}

;// CONCATENATED MODULE: ./lib/text/text.js

/** Marks our own words. Never for text from the network or from an input. */
function plain(value) {
    return part('plain', value);
}
/** Marks the name of an input, a variable, or a permission; a status; a host, an ID, or a URL. */
function code(value) {
    return part('code', value);
}
/** Marks untrusted text, and shortens it; empty if it's blank. */
function quoted(value, maxLength = 500) {
    return value.trim() === '' ? [] : quotedExactly(value.trim(), maxLength);
}
/** Marks untrusted text of which each space counts, even if it's empty. */
function quotedExactly(value, maxLength) {
    return [{ kind: 'quoted', value: shorten(value, maxLength) }];
}
function part(kind, value) {
    return value === '' ? [] : [{ kind, value }];
}
/** Builds text from a template. After a quotation that ends a sentence, it leaves out the template's period. */
function text_text(words, ...values) {
    const parts = words.flatMap((word, index) => {
        const value = values[index] ?? [];
        return [...plain(word), ...(typeof value === 'object' ? value : plain(`${value}`))];
    });
    return parts.flatMap((one, index) => one.kind === 'plain' && endsSentence(parts[index - 1]) ? plain(one.value.replace(/^\./, '')) : one);
}
function endsSentence(one) {
    return one?.kind === 'quoted' && /[.!?…]\s*$/.test(one.value);
}
/** Joins texts, such as sentences, except empty ones. */
function join(texts, separator = ' ') {
    const filled = texts.filter((one) => one !== undefined && !isEmpty(one));
    return filled.flatMap((one, index) => (index === 0 ? one : [...plain(separator), ...one]));
}
/** Lists texts in a sentence: "A", "A and B", or "A, B, and C". */
function list(texts) {
    const others = join(texts.slice(0, -1), ', ');
    return join([others, ...texts.slice(-1)], texts.length > 2 ? ', and ' : ' and ');
}
function isEmpty(value) {
    return value.length === 0;
}
/** Renders text for a plain line. Only quoted parts are marked. The result is still untrusted. */
function toPlain(value) {
    return value.map((one) => (one.kind === 'quoted' ? `"${one.value}"` : one.value)).join('');
}
/**
 * Renders text for an HTML block of the job summary, on one line.
 *
 * GitHub turns mentions, references, and URLs into links, and emoji codes into pictures, except in code elements.
 */
function toHtml(value, maxLength = 4_000) {
    let left = maxLength;
    const html = value.map(({ kind, value }) => {
        const shown = left > 0 ? escapeHtml(shorten(value, left)) : '';
        left -= value.length;
        return kind === 'plain' || shown === '' ? shown : `<code>${shown}</code>`;
    });
    return html.join('');
}

;// CONCATENATED MODULE: ./lib/text/errors.js

/** Thrown for an input that can't be used. */
class InvalidInput extends Error {
    /** What is wrong, or what is expected, to follow the input's name and value: "add a unit, such as 60s". */
    text;
    constructor(text) {
        super(toPlain(text));
        this.text = text;
    }
}
/** Message of anything that was thrown. */
function messageOf(thrown) {
    return hasText(thrown, 'message') ? thrown.message : String(thrown);
}
/** Code of anything that was thrown, such as `ECONNREFUSED`; empty if it has none. */
function codeOf(thrown) {
    return hasText(thrown, 'code') ? thrown.code : '';
}
function hasText(thrown, name) {
    return typeof thrown === 'object' && thrown !== null && typeof Reflect.get(thrown, name) === 'string';
}

;// CONCATENATED MODULE: ./lib/api/connection.js

/** Adds options to a request before it is sent, and records what happens to its connection. */
function traceConnection(request, connection, options) {
    const { agent } = request;
    Object.assign(request, options);
    if (isTunnelAgent(agent))
        traceTunnel(agent, connection, options);
    else {
        request.host = withoutBrackets(request.host ?? '');
        traceSocket(agent, connection);
    }
}
function isTunnelAgent(agent) {
    return typeof agent === 'object' && 'proxyOptions' in agent;
}
/**
 * Passes the options to the CONNECT request, which the agent doesn't do. Sets `servername`, because a proxy over TLS
 * presents its own certificate. Without it, Node.js would use the API's host name from the `Host` header.
 */
function traceTunnel(agent, connection, options) {
    const { host: urlHost, port } = agent.proxyOptions;
    const host = withoutBrackets(urlHost);
    const servername = (0,external_node_net_namespaceObject.isIP)(host) === 0 ? host : '';
    connection.proxyHost = port ? `${urlHost}:${port}` : urlHost;
    const connect = agent.request;
    agent.request = (connectOptions) => connect({ ...connectOptions, ...options, host, servername })
        .once('socket', (socket) => socket.once('connect', () => Object.assign(connection, connected)))
        .once('connect', (response) => Object.assign(connection, { proxyStatusCode: response.statusCode }))
        .once('error', (proxyError) => Object.assign(connection, { proxyError }));
}
function traceSocket(agent, connection) {
    const create = agent.createConnection;
    agent.createConnection = (options, callback) => create.call(agent, options, callback)?.once('connect', () => Object.assign(connection, connected));
}
const connected = { stage: 'connected' };
/** The host of a URL as a socket expects it: an IPv6 address without brackets. */
function withoutBrackets(host) {
    return host.replace(/^\[(.*)\]$/, '$1');
}

;// CONCATENATED MODULE: ./lib/api/http.js




/** Whether requests to a URL bypass the proxy, because of `no_proxy` or because the URL is a loopback one. */

const maxBodyBytes = 1024 * 1024;
// Node.js tries the addresses of a host in turn and drops each but the last after this time. Its default of 250 ms is
// shorter than a round trip on slow routes: if the last address isn't reachable, no attempt ever succeeds.
const minAttemptTimeoutMs = 2_500;
/**
 * Sends one GET request. Doesn't follow redirects or retry. Settles within `timeoutMs`, or immediately when `signal` is
 * aborted, and leaves no connection open.
 */
async function sendGet(request) {
    const { timeoutMs, signal } = request;
    const connection = { stage: 'connecting', proxyHost: undefined };
    const abortion = new AbortController();
    const abort = () => abortion.abort();
    const aborted = new Promise((resolve) => {
        abortion.signal.addEventListener('abort', () => {
            const { stage, proxyHost } = connection;
            resolve(noResponse({ kind: 'timed-out', timeoutMs, stage, proxyHost }));
        });
    });
    const timer = setTimeout(abort, timeoutMs);
    signal.addEventListener('abort', abort);
    try {
        return await Promise.race([exchange({ ...request, signal: abortion.signal }, connection), aborted]);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
    }
}
async function exchange(request, connection) {
    const client = new HttpClient(undefined, [requestHandler(request, connection)], {
        allowRedirects: false,
        allowRetries: false,
        keepAlive: false,
        // The client's own timeout measures inactivity. It must never expire first.
        socketTimeout: request.timeoutMs + 60_000,
    });
    try {
        const { message } = await client.get(request.url.href);
        connection.stage = 'responding';
        const { statusCode = 0, headers } = message;
        return { kind: 'response', statusCode, headers, ...(await readBody(message, maxBodyBytes)) };
    }
    catch (error) {
        return noResponse(connectionFailure(error, connection));
    }
    finally {
        client.dispose();
    }
}
function requestHandler({ headers, timeoutMs, signal }, connection) {
    const options = { signal, autoSelectFamilyAttemptTimeout: attemptTimeoutMs(timeoutMs) };
    return {
        prepareRequest: (request) => {
            // Replaces the client's own headers, which tell the server which workflow is running.
            request.headers = { ...headers };
            traceConnection(request, connection, options);
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('Authentication is not handled here.')),
    };
}
/** Leaves time for a second address if the whole request has little. */
function attemptTimeoutMs(timeoutMs) {
    const minMs = Math.min(minAttemptTimeoutMs, Math.ceil(timeoutMs / 2));
    return Math.max((0,external_node_net_namespaceObject.getDefaultAutoSelectFamilyAttemptTimeout)(), minMs);
}
function connectionFailure(error, connection) {
    const { stage, proxyHost, proxyStatusCode = 200, proxyError } = connection;
    if (proxyHost !== undefined && proxyStatusCode !== 200)
        return { kind: 'no-tunnel', statusCode: proxyStatusCode, proxyHost };
    const cause = mostSpecific(proxyError ?? error);
    const isAtProxy = proxyError !== undefined;
    return { kind: 'broken', code: codeOf(cause), message: messageOf(cause), stage, proxyHost, isAtProxy };
}
// From the least to the most vague. Any other code is more specific.
const vagueCodes = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];
/** If several addresses were tried, returns the most specific of their errors. */
function mostSpecific(error) {
    if (!(error instanceof AggregateError))
        return error;
    const vagueness = (one) => vagueCodes.indexOf(codeOf(one));
    return error.errors.toSorted((one, other) => vagueness(one) - vagueness(other))[0];
}
function noResponse(failure) {
    return { kind: 'no-response', failure };
}
/**
 * Reads the body of a response up to a limit. Settles whenever and however the response ends; a response that never
 * ends has to be aborted by the caller.
 *
 * @param maxBytes size above which the connection is closed
 * @returns what was received, decoded as UTF-8
 */
function readBody(response, maxBytes) {
    return new Promise((resolve) => {
        const chunks = [];
        let size = 0;
        const finish = (bodyState) => resolve({ body: http_decode(chunks), bodyState });
        response.on('data', (chunk) => {
            size += chunk.length;
            if (size <= maxBytes)
                return void chunks.push(chunk);
            finish('too-large');
            response.destroy();
        });
        response.on('end', () => finish(response.complete ? 'complete' : 'truncated'));
        response.on('error', () => finish('truncated'));
        response.on('close', () => finish('truncated'));
    });
}
function http_decode(chunks) {
    // Unlike Buffer's own decoding, this drops a byte order mark, which JSON doesn't allow.
    return new TextDecoder().decode(Buffer.concat(chunks));
}

;// CONCATENATED MODULE: ./lib/text/redaction.js

/** Maximum length of a redacted string in UTF-16 code units: the limit of the output `message`. */
const maxRedactedLength = 64 * 1_024;
/** What stands for a secret. */
const mask = '***';
// A URL in a URL, or JSON in an HTML page.
const escapeLevels = 3;
/**
 * Creates a function that redacts secrets, also where they're escaped as in JSON, HTML, or a URL: such a string is
 * returned unescaped. Longer secrets are replaced first, so that a shorter one inside them leaves no part of them.
 */
function redactor(secrets) {
    const longestFirst = secrets.filter(Boolean).sort((one, other) => other.length - one.length);
    const redactAsIs = (text, isCut) => {
        const redacted = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
        return isCut ? longestFirst.reduce(redactPartialSecret, redacted) : redacted;
    };
    const redactEscaped = (text, isCut, levels) => {
        const redacted = redactAsIs(text, isCut);
        const unescaped = unescapeAll(isCut ? redacted.replace(partialEscape, '') : redacted);
        if (levels === 0 || unescaped === redacted)
            return redacted;
        const inner = redactEscaped(unescaped, isCut, levels - 1);
        return inner === unescaped ? redacted : inner;
    };
    return (text, isCut = false) => text.length > maxRedactedLength
        ? `${redactEscaped(text.slice(0, maxRedactedLength), true, escapeLevels)}…`
        : redactEscaped(text, isCut, escapeLevels);
}
const partialEscape = /(?:\\(?:u[\da-f]{0,3})?|%[\da-f]?|&#?\w{0,9})$/i;
// Shorter prefixes reveal nothing and may be coincidental.
const minPrefixLength = 4;
function redactPartialSecret(text, secret) {
    for (let length = secret.length - 1; length >= minPrefixLength; length -= 1)
        if (text.endsWith(secret.slice(0, length)))
            return `${text.slice(0, -length)}${mask}`;
    return text;
}

;// CONCATENATED MODULE: ./lib/text/json.js

// Name in the object that stands for a number which a double can't hold.
const exactNumber = 'exact number';
/**
 * Parses JSON. A number that a double can't hold becomes an object, which `redactJson` turns into the number's text:
 * rounded, the number would be wrong, and a secret that consists of digits wouldn't be found in it.
 *
 * @returns undefined if it isn't JSON, or if it's a large structure, which could take 200 ms
 */
function parseJson(text) {
    if (text.length > maxRedactedLength && isLargeStructure(text))
        return undefined;
    try {
        return JSON.parse(keepLongNumbers(text));
    }
    catch {
        return undefined;
    }
}
const maxPieces = 20_000;
function isLargeStructure(json) {
    const withoutStrings = json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?/g, '');
    return withoutStrings.split(/[[{:,]/, maxPieces + 2).length > maxPieces + 1;
}
// A string, or a whole number literal with an exponent or at least 16 characters.
const stringOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"?|(?<=^|[\s,:[])(?=[-\d.]{16}|[-\d.]+e)-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?=[\s,\]}])/gi;
/** Keeps only the first thousand, near the start: nobody reads more. */
function keepLongNumbers(json) {
    const beginning = json.slice(0, maxRedactedLength);
    if (!/[-\d.]{16}|\de/i.test(beginning))
        return json;
    let left = 1_000;
    const kept = beginning.replace(stringOrLongNumber, (literal) => {
        if (literal.startsWith('"') || left === 0)
            return literal;
        left -= 1;
        return `{"${exactNumber}":"${literal}"}`;
    });
    return kept + json.slice(maxRedactedLength);
}
// The API documents three levels. Deeper nesting could exhaust the stack.
const maxDepth = 32;
// What each value counts for, in characters, so that only the first thousand of many tiny values are read.
const valueCost = 64;
/**
 * Redacts every string, name, and number in a JSON value. What is nested too deeply, or comes after the first 64 Ki
 * characters, becomes an ellipsis.
 */
function redactJson(value, redact) {
    return new JsonRedaction(redact).redactValue(value, maxDepth);
}
class JsonRedaction {
    #redact;
    #charactersLeft = maxRedactedLength + valueCost;
    constructor(redact) {
        this.#redact = redact;
    }
    redactValue(value, depth) {
        this.#charactersLeft -= valueCost;
        if (this.#charactersLeft < 0)
            return '…';
        if (typeof value === 'string')
            return this.#redactString(value);
        if (typeof value === 'number')
            return this.#redact(`${value}`) === `${value}` ? value : mask;
        if (typeof value !== 'object' || value === null)
            return value;
        if (exactNumber in value)
            return this.#redactString(String(value[exactNumber]));
        if (depth === 0)
            return '…';
        return Array.isArray(value) ? this.#redactItems(value, depth - 1) : this.#redactEntries(value, depth - 1);
    }
    #redactString(text) {
        const isCut = text.length > this.#charactersLeft;
        const shown = text.slice(0, Math.max(this.#charactersLeft, 0));
        this.#charactersLeft -= text.length;
        return isCut ? `${this.#redact(shown, true)}…` : this.#redact(shown);
    }
    #redactItems(items, depth) {
        const redacted = [];
        for (const item of items)
            if (this.#charactersLeft >= 0)
                redacted.push(this.redactValue(item, depth));
        return redacted;
    }
    #redactEntries(value, depth) {
        const redacted = [];
        // Not `Object.entries`, which takes 100 ms for 1 MiB of names.
        for (const name in value)
            if (this.#charactersLeft >= 0)
                redacted.push([this.#redactString(name), this.redactValue(Reflect.get(value, name), depth)]);
        return Object.fromEntries(redacted);
    }
}

;// CONCATENATED MODULE: ./lib/text/time.js


const millisecondsPerUnit = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const amounts = Object.keys(millisecondsPerUnit).map((unit) => String.raw `(?:(\d+(?:\.\d+)?)${unit} ?)?`);
const durationPattern = new RegExp(`^(?=.)${amounts.join('')}$`);
const maxDurationMs = Number.MAX_SAFE_INTEGER;
/**
 * Parses a duration such as `90s`, `1.5h`, `1h30m`, or `1m 05s`.
 *
 * @returns the duration in whole milliseconds
 * @throws InvalidInput if it isn't a duration within the limits. Nothing that its text suggests would be rejected.
 */
function parseDuration(value, given = {}) {
    const limits = { minMs: 0, maxMs: maxDurationMs, ...given };
    if (isAccepted(value, limits))
        return readDuration(value);
    throw new InvalidInput(describeProblem(value, limits));
}
/** Milliseconds; NaN if it isn't a duration. */
function readDuration(value) {
    const [, ...amounts] = durationPattern.exec(value) ?? [];
    if (amounts.length === 0)
        return Number.NaN;
    const units = Object.values(millisecondsPerUnit);
    return Math.round(units.reduce((sumMs, unitMs, index) => sumMs + Number(amounts[index] ?? 0) * unitMs, 0));
}
function isAccepted(value, { minMs, maxMs }) {
    const durationMs = readDuration(value);
    return durationMs >= minMs && durationMs <= maxMs;
}
function describeProblem(value, limits) {
    const accepted = (durations) => durations.filter((one) => isAccepted(one, limits));
    const isNumber = /^\d+(\.\d+)?$/.test(value);
    const withUnits = isNumber ? accepted([`${value}s`, `${value}m`, `${value}ms`]) : [];
    if (withUnits.length > 0)
        return text_text `add a unit, such as ${alternatives(withUnits)}`;
    const expected = describeExpected(limits, isNumber || readDuration(value) > limits.maxMs);
    const suggestions = accepted(['500ms', '90s', '15m', '1h30m', '1d']);
    const limit = formatDuration(limits.maxMs < maxDurationMs ? limits.maxMs : limits.minMs);
    return text_text `expected a ${expected} such as ${alternatives(suggestions.length > 0 ? suggestions : [limit])}`;
}
function describeExpected({ minMs, maxMs }, isTooLong) {
    const min = minMs === 1 ? 'more than 0s' : minMs > 0 && `at least ${formatDuration(minMs)}`;
    const max = maxMs < maxDurationMs && `at most ${formatDuration(maxMs)}`;
    const range = [min, max].filter(Boolean).join(' and ');
    if (range !== '')
        return words(`duration of ${range},`);
    return words(isTooLong ? 'shorter duration,' : 'duration');
}
// Created only when it's needed: creating it takes a sixth of a step's startup time.
function alternatives(durations) {
    return words(new Intl.ListFormat('en-US', { type: 'disjunction' }).format(durations));
}
/** Formats a setting the way a person would write it: `500ms`, `1m 30s`, `1h`, 48 hours as `2d`. */
function formatDuration(durationMs) {
    const wholeMs = Math.round(durationMs);
    if (wholeMs % 1_000 !== 0)
        return words(wholeMs < 1_000 ? `${wholeMs}ms` : `${wholeMs / 1_000}s`);
    const days = wholeMs / millisecondsPerUnit.d;
    if (days > 0 && Number.isInteger(days))
        return words(`${days}d`);
    return words(formatElapsed(wholeMs).replace(/( 00m)? 00s$/, ''));
}
/**
 * Formats the time between two moments, down to seconds: `5s`, `1m 05s`, `2h 00m 09s`. Both moments are rounded down
 * first, so that consecutive durations add up.
 */
function formatElapsed(untilMs, sinceMs = 0) {
    const totalSeconds = Math.floor(untilMs / 1_000) - Math.floor(sinceMs / 1_000);
    const [hours, minutes, seconds] = [
        Math.floor(totalSeconds / 3_600),
        Math.floor(totalSeconds / 60) % 60,
        totalSeconds % 60,
    ];
    const twoDigits = (value) => String(value).padStart(2, '0');
    if (hours > 0)
        return words(`${hours}h ${twoDigits(minutes)}m ${twoDigits(seconds)}s`);
    return words(minutes > 0 ? `${minutes}m ${twoDigits(seconds)}s` : `${seconds}s`);
}
/** Formats Unix time in UTC, to the second: `2026-11-24 03:00:05 UTC`. */
function formatMoment(momentMs) {
    return words(`${new Date(momentMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}
function words(value) {
    return value;
}

;// CONCATENATED MODULE: ./lib/wait/check.js
/**
 * Every status the API documents for a reset, with its documented meaning (source: the API reference, "AWS recovery
 * reset status").
 */
const statusMeanings = {
    pending: 'the reset is pending and has not started yet',
    'in-progress': 'the reset is in progress',
    stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
    completed: 'the reset completed successfully',
    failed: 'the reset failed, or the pre-reset webhook failed',
};
/** Whether a string is exactly one of the documented statuses: `COMPLETED` isn't. */
function isResetStatus(value) {
    return Object.hasOwn(statusMeanings, value);
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: ./lib/api/status-code.js


// What a server returns if the same request may succeed a moment later. 499 is NGINX's: the client closed the connection.
const retryableClientErrors = new Set([408, 409, 423, 425, 429, 499]);
/** Whether a status code is a refusal: a 3xx, or a 4xx that isn't transient. */
function isRefusal(statusCode) {
    return statusCode >= 300 && statusCode < 500 && !retryableClientErrors.has(statusCode);
}
/**
 * The category of a response that isn't a 2xx.
 *
 * @param isExplained whether its body is the API's error body or a bare message
 */
function causeOf(statusCode, isExplained) {
    if (!isRefusal(statusCode))
        return 'server';
    // A 304 says that nothing has changed: it sends the client nowhere.
    if (statusCode < 400)
        return statusCode === 304 ? 'rejected' : 'redirect';
    if (statusCode === 401)
        return 'credentials';
    if (!isExplained)
        return 'unexpected-response';
    if (statusCode === 403)
        return 'permissions';
    return statusCode === 404 ? 'not-found' : 'rejected';
}
/** A status code with its name, such as `403 Forbidden`. */
function statusLine(statusCode) {
    const name = external_node_http_namespaceObject.STATUS_CODES[statusCode];
    return plain(name === undefined ? String(statusCode) : `${statusCode} ${name}`);
}

;// CONCATENATED MODULE: ./lib/api/connection-failure.js



/** Decides what a request without a response is for the wait. */
function classifyFailure(failure, context) {
    switch (failure.kind) {
        case 'timed-out':
            return classifyTimeout(failure, context.url.host);
        case 'no-tunnel':
            return classifyMissingTunnel(failure, context.url.host);
        case 'broken':
            return classifyBroken(failure, context);
    }
}
function failed(kind, cause, problem, hint) {
    return { kind, isFromApi: false, retryAfterMs: 0, problem: { cause, text: problem, hint } };
}
const missingByStage = {
    connecting: text_text `Couldn't connect to`,
    connected: text_text `No response from`,
    responding: text_text `No complete response from`,
};
function classifyTimeout({ stage, timeoutMs, proxyHost }, host) {
    const isAtProxy = stage === 'connecting' && proxyHost !== undefined;
    const peer = describePeer(host, proxyHost, isAtProxy);
    const problem = text_text `${missingByStage[stage]} ${peer} within ${formatDuration(timeoutMs)}.`;
    return failed('timed-out', isAtProxy ? 'proxy' : 'unreachable', problem);
}
function classifyMissingTunnel({ statusCode, proxyHost }, host) {
    const [proxy, api, response] = [code(proxyHost), code(host), statusLine(statusCode)];
    // A proxy that accepts the request but can't reach the API returns a 5xx.
    if (statusCode >= 500)
        return failed('fault', 'unreachable', text_text `Proxy ${proxy} couldn't reach ${api}: ${response}.`);
    const credentials = statusCode === 407 ? text_text ` Only Basic authentication is supported.` : text_text ``;
    const problem = text_text `Proxy ${proxy} refused to connect to ${api}: ${response}.${credentials}`;
    return failed(isRefusal(statusCode) ? 'refusal' : 'fault', 'proxy', problem);
}
function classifyBroken(failure, { url, nowMs, redact }) {
    const { isAtProxy } = failure;
    const peer = describePeer(url.host, failure.proxyHost, isAtProxy);
    const error = `${failure.code} ${failure.message}`;
    const certificate = certificateReasons.find(([pattern]) => pattern.test(error));
    if (certificate === undefined)
        return failed('fault', isAtProxy ? 'proxy' : 'unreachable', describeBroken(failure, peer, redact));
    const [, known, hint] = certificate;
    const reason = known === undefined ? unfamiliarReason(failure, redact) : plain(known);
    // A certificate can look expired, or not valid yet, because the clock is wrong.
    const clock = hint === 'certificate-dates' ? text_text ` The runner's clock shows ${formatMoment(nowMs)}.` : text_text ``;
    const problem = text_text `Couldn't verify the certificate of ${peer}: ${reason}. The token wasn't sent.${clock}`;
    return failed('refusal', 'certificate', problem, hint);
}
function describePeer(host, proxyHost, isAtProxy) {
    if (proxyHost === undefined)
        return code(host);
    return isAtProxy ? text_text `proxy ${code(proxyHost)}` : text_text `${code(host)} through proxy ${code(proxyHost)}`;
}
const connectionReasons = new Map([
    ['ECONNREFUSED', 'connection refused'],
    ['ECONNRESET', 'connection reset or closed'],
    ['ECONNABORTED', 'connection aborted'],
    ['EPIPE', 'connection closed while sending the request'],
    ['ETIMEDOUT', 'connection timed out'],
    ['ERR_SOCKET_CONNECTION_TIMEOUT', 'connection timed out'],
    ['ENOTFOUND', 'host not found'],
    ['EAI_AGAIN', 'DNS lookup failed'],
    ['EAI_FAIL', 'DNS lookup failed'],
    ['EHOSTUNREACH', 'host unreachable'],
    ['EHOSTDOWN', 'host is down'],
    ['ENETUNREACH', 'network unreachable'],
    ['ENETDOWN', 'network is down'],
    ['EADDRNOTAVAIL', 'address not available on the runner'],
    ['EACCES', 'connection not permitted by the runner'],
    ['EPERM', 'connection not permitted by the runner'],
    ['EMFILE', 'too many open files on the runner'],
]);
function describeBroken(failure, peer, redact) {
    if (failure.code.startsWith('HPE_'))
        return describeInvalidHttp(failure.code, peer);
    const handshake = handshakeReason(failure, redact);
    if (handshake !== undefined)
        return text_text `Couldn't connect to ${peer}: ${handshake}.`;
    const isConnected = failure.stage !== 'connecting';
    if (isConnected && failure.code === 'ECONNRESET')
        return text_text `The connection to ${peer} closed without a response.`;
    const known = connectionReasons.get(failure.code);
    const reason = known === undefined ? unfamiliarReason(failure, redact) : plain(known);
    return text_text `${missingByStage[failure.stage]} ${peer}: ${reason}.`;
}
/** From the codes of Node's HTTP parser, llhttp. */
function describeInvalidHttp(parserCode, peer) {
    if (parserCode === 'HPE_HEADER_OVERFLOW')
        return text_text `The response headers from ${peer} are too large.`;
    const isHttp = parserCode !== 'HPE_INVALID_CONSTANT';
    return text_text `The response from ${peer} isn't ${plain(isHttp ? 'valid HTTP' : 'HTTP')} (${plain(parserCode)}).`;
}
// OpenSSL's reason is between the place in its source and other details: "…:SSL routines:where:reason:…".
const opensslReason = /:SSL routines:[^:]*:([^:\n]+)/;
/** @returns undefined if it isn't the TLS handshake that failed */
function handshakeReason({ code: errorCode, message }, redact) {
    // The agent's message if data arrived through the tunnel before TLS had started.
    const isPlainProtocol = /wrong version number|packet length too long|illegal response body/.test(message);
    if (isPlainProtocol)
        return plain("the server doesn't use TLS on this port");
    if (errorCode !== 'EPROTO' && !errorCode.startsWith('ERR_SSL_'))
        return undefined;
    const reason = opensslReason.exec(message)?.[1];
    return text_text `TLS handshake failed (${reason === undefined ? quoted(redact(message || errorCode), 300) : plain(reason)})`;
}
function unfamiliarReason({ code: errorCode, message }, redact) {
    const shownCode = errorCode === '' ? text_text `` : text_text `(${plain(errorCode)})`;
    const reason = join([quoted(redact(message), 300), shownCode]);
    return isEmpty(reason) ? plain('unknown error') : reason;
}
const [dates, host, authority] = ['certificate-dates', 'certificate-host', 'certificate-authority'];
const untrustedCa = "its CA isn't trusted by Node.js on the runner, or its chain is incomplete";
const weak = "its key or signature, or its issuer's, is too weak";
// Patterns of the code of an error, a space, and its message. What OpenSSL's security level rejects may have no code.
const certificateReasons = [
    [/^ERR_SSL_(EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK) /, weak, 'weak-certificate'],
    [/\b(key|signature digest algorithm) too weak$/, weak, 'weak-certificate'],
    [/^CERT_HAS_EXPIRED /, 'it or its issuer has expired', dates],
    [/^CERT_NOT_YET_VALID /, "it or its issuer isn't valid yet", dates],
    [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH) /, 'it was issued for a different host name', host],
    [/^DEPTH_ZERO_SELF_SIGNED_CERT /, 'it is self-signed', authority],
    [/^SELF_SIGNED_CERT_IN_CHAIN /, "its root CA isn't trusted by Node.js on the runner", authority],
    [/^UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE) /, untrustedCa, authority],
    [/^CERT_REVOKED /, 'it was revoked'],
    // The other names of OpenSSL's X509_V_ERR_* results in Node.js. UNSPECIFIED stands for those that it has no name for.
    [/^(CERT_|CRL_|ERR_TLS_CERT_|ERROR_IN_C|UNABLE_TO_(GET_CRL|DECRYPT_C|DECODE_ISSUER))/],
    [/^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNSPECIFIED) /],
];

;// CONCATENATED MODULE: ./lib/api/error-body.js



/** Whether a body is the API's: it has a documented field that others rarely send, with its documented type. */
function isErrorBody(body) {
    const { errors, fieldErrors, requiredPermissions } = fieldsOf(body);
    return ([errors, requiredPermissions].some(Array.isArray) ||
        [fieldErrors, requiredPermissions].includes(null) ||
        isObject(fieldErrors));
}
/**
 * Describes the error body that the API documents for 401, 403, 404, 409, 412, and 500, in sentences that follow a
 * status line: nothing twice, and no field of another type.
 */
function describeErrorBody(body, statusLine) {
    const { message, errors, fieldErrors } = fieldsOf(body);
    const news = newsAfter(statusLine);
    const newMessage = news(scalar(message));
    const entries = error_body_list(errors).map((entry) => describeEntry(entry, news));
    const fieldProblems = Object.entries(fieldsOf(fieldErrors));
    const fields = fieldProblems.map(([name, problem]) => pair(name, news(scalar(problem))));
    return join([
        newMessage === '' ? text_text `.` : text_text `: ${quoted(newMessage)}.`,
        describeList(text_text `Errors: `, entries, quoted),
        describeList(text_text `Field errors: `, fields, quoted),
        describeList(text_text `Required permissions: `, requiredPermissionsOf(body), code),
    ]);
}
/** The permissions that an error body names. */
function requiredPermissionsOf(body) {
    return error_body_list(fieldsOf(body).requiredPermissions).map(scalar).filter(Boolean);
}
// Some APIs list their errors as strings.
function describeEntry(entry, news) {
    const { code, message, type } = isObject(entry) ? entry : { message: entry };
    const description = pair(scalar(code), news(scalar(message)));
    return scalar(type) === '' ? description : `${description} (${scalar(type)})`;
}
function pair(name, value) {
    return [name, value].filter(Boolean).join(': ');
}
const maxItems = 20;
function describeList(name, items, mark) {
    const marked = items.slice(0, maxItems).map((item) => mark(item));
    const shown = join(marked, ', ');
    return isEmpty(shown) ? shown : text_text `${name}${shown}${plain(items.length > maxItems ? ', …' : '.')}`;
}
/** Creates a function that returns text as it is, or empty if it was passed before or repeats the status line. */
function newsAfter(statusLine) {
    const essence = (value) => value.toLowerCase().replace(/^\d{3} |\.$/g, '');
    const said = new Set(['', essence(toPlain(statusLine))]);
    return (value) => {
        const known = said.has(essence(value));
        said.add(essence(value));
        return known ? '' : value;
    };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
    return isObject(value) ? value : {};
}
function error_body_list(value) {
    return Array.isArray(value) ? value : [];
}
function scalar(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
const maxReadLength = 8_192;
const maxExcerptLength = 300;
/** The readable start of a body that isn't the API's: without HTML tags and what the status line or the page repeats. */
function excerpt(body, statusLine) {
    const lines = body
        .slice(0, maxReadLength)
        .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
        .replace(/\s+/g, ' ')
        .replace(/<\/?(title|h\d|p|div|hr|br|li|t[dhr]|center|body|pre)\b[^<>]*>?/gi, '\n')
        .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
        .split('\n')
        .map((line) => decodeHtml(line).replace(/\s+/g, ' ').trim());
    return shorten(lines.map(newsAfter(statusLine)).filter(Boolean).join(' · '), maxExcerptLength);
}

;// CONCATENATED MODULE: ./lib/api/header.js
// The three date forms of RFC 9110, section 5.6.7.
const dateForms = [
    /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
    /^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
    /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];
/** Parses an HTTP date to Unix time in milliseconds; undefined if the value isn't one. */
function parseHttpDate(value = '') {
    const date = value.trim();
    if (!dateForms.some((form) => form.test(date)))
        return undefined;
    const momentMs = Date.parse(date.endsWith('GMT') ? date : `${date} GMT`);
    return Number.isNaN(momentMs) ? undefined : momentMs;
}
/**
 * Parses a `Retry-After` header (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @param nowMs Unix time in milliseconds that a date is measured against
 * @returns the delay in milliseconds, 0 for a moment in the past; undefined if the value isn't valid
 */
function parseRetryAfter(value = '', nowMs) {
    if (/^\s*\d+\s*$/.test(value))
        return Math.min(Number(value) * 1_000, Number.MAX_SAFE_INTEGER);
    const momentMs = parseHttpDate(value);
    return momentMs === undefined ? undefined : Math.max(0, momentMs - nowMs);
}
/**
 * Parses an `Age` header (RFC 9111, section 5.1). Of a list, the first value counts.
 *
 * @returns milliseconds; 0 if the value isn't a whole number of seconds
 */
function parseAge(value = '') {
    const seconds = /^\s*(\d+)\s*(?:,|$)/.exec(value)?.[1] ?? 0;
    return Math.min(Number(seconds), maxAgeSeconds) * 1_000;
}
const maxAgeSeconds = 1_000_000_000;
const maxChallengeLength = 2_000;
/**
 * The reason that a `WWW-Authenticate` header gives (RFC 6750, section 3): its description, otherwise its code.
 *
 * @returns empty if there is none
 */
function parseChallengeReason(value = '') {
    const parameters = [
        ...value
            .slice(0, maxChallengeLength)
            .matchAll(/(?<![\w-])([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g),
    ];
    const reasonOf = (name) => {
        const [, , quotedValue, token] = parameters.find(([, key]) => key?.toLowerCase() === name) ?? [];
        return quotedValue?.replace(/\\(.)/g, '$1') ?? token;
    };
    return reasonOf('error_description') || reasonOf('error') || '';
}

;// CONCATENATED MODULE: ./lib/api/classify.js










/** Decides what one exchange with the API is for the wait. */
function classify(exchange, context) {
    if (exchange.kind === 'no-response')
        return classifyFailure(exchange.failure, context);
    const response = parseResponse(exchange, context);
    const isSuccess = response.statusCode >= 200 && response.statusCode < 300;
    return isSuccess ? classifySuccess(response) : classifyErrorResponse(response);
}
function parseResponse(response, { url, nowMs, redact }) {
    const { statusCode, headers, body, bodyState } = response;
    const json = parseJson(body);
    const isJson = json !== undefined;
    const isBodyEmpty = body.trim() === '';
    const encoding = headers['content-encoding'] ?? '';
    const { status, message } = Object(json);
    return {
        url,
        statusCode,
        bodyState,
        returned: text_text `${code(url.host)} returned ${statusLine(statusCode)}`,
        ageMs: parseAge(headers.age),
        retryAfterMs: parseRetryAfter(headers['retry-after'], parseHttpDate(headers.date) ?? nowMs),
        location: redact(headers.location ?? ''),
        server: redact(String(headers.server ?? '')),
        challengeReason: statusCode === 401 ? redact(parseChallengeReason(headers['www-authenticate'])) : '',
        hasErrorBody: isErrorBody(json),
        status: statusOf(status, redact),
        message: redactJson(message, redact),
        /** How the body is compressed, if it can't be read for that reason. */
        compression: !isJson && !isBodyEmpty && compressions.test(encoding) ? encoding : '',
        isBodyEmpty,
        // Used only to describe a failed check.
        get json() {
            return redactJson(json, redact);
        },
        get excerpt() {
            return excerpt(redact(body, !isJson), statusLine(statusCode));
        },
    };
}
// The registered ones (RFC 9110, section 8.4.1), and their old names.
const compressions = /^(x-)?(gzip|compress)$|^(deflate|br|zstd|dcb|dcz)$/i;
/** A documented status isn't a secret, even if it reads like one. */
function statusOf(value, redact) {
    if (typeof value !== 'string')
        return undefined;
    return isResetStatus(value) ? value : redact(value);
}
function classifySuccess(response) {
    const { url, statusCode, bodyState, status, message, ageMs, retryAfterMs = 0 } = response;
    if (statusCode !== 200 || bodyState !== 'complete' || status === undefined)
        return { kind: 'fault', isFromApi: false, retryAfterMs, problem: unexpectedSuccess(response) };
    const host = code(url.host);
    const stale = text_text `${host} returned a response that is ${formatDuration(ageMs)} old, possibly from a cache.`;
    const undocumented = text_text `${host} returned an undocumented status: ${quotedExactly(status, 100)}.`;
    return {
        kind: 'status',
        // Copied, because a part of a string keeps the whole string in memory.
        status: isResetStatus(status) ? status : Buffer.from(shorten(status, 100)).toString(),
        message: classify_messageOf(message ?? ''),
        ageMs,
        retryAfterMs,
        problemIf: {
            stale: { cause: 'unexpected-response', statusCode, hint: 'stale', text: stale },
            undocumented: { cause: 'unexpected-response', statusCode, text: undocumented },
        },
    };
}
/** A message that isn't a string is shown as JSON; a blank one counts as empty. */
function classify_messageOf(message) {
    const value = typeof message === 'string' ? message : JSON.stringify(message);
    return value.trim() === '' ? '' : value;
}
function unexpectedSuccess(response) {
    const { statusCode, compression, returned } = response;
    const hint = statusCode === 200 && compression !== '' ? 'compressed' : undefined;
    const contrast = hint === 'compressed' ? text_text `` : contrastWithExpected(response);
    const problem = join([text_text `${returned}${contrast}.`, bodyStart(response)]);
    return { cause: 'unexpected-response', statusCode, hint, text: problem };
}
function contrastWithExpected({ statusCode, bodyState }) {
    return statusCode === 200 ? text_text `, but ${bodyProblems[bodyState]}` : text_text `; expected 200 with a status`;
}
const bodyProblems = {
    complete: text_text `the body isn't the documented JSON object`,
    truncated: text_text `the body was truncated`,
    'too-large': text_text `the body is larger than 1 MiB`,
};
function bodyStart({ compression, excerpt, isBodyEmpty, server }) {
    if (compression !== '')
        return text_text `The body is compressed (${quoted(compression)}), which wasn't requested.`;
    if (excerpt !== '')
        return text_text `Body starts with: ${quoted(excerpt)}.`;
    const contents = isBodyEmpty ? text_text `The body is empty` : text_text `The body contains no other text`;
    return server === ''
        ? text_text `${contents}.`
        : text_text `${contents}; the ${code('Server')} header is ${quoted(server, 100)}.`;
}
function classifyErrorResponse(response) {
    const { statusCode, ageMs, hasErrorBody, retryAfterMs = 0 } = response;
    // A cache can repeat one refusal.
    const isFromApi = statusCode >= 400 && ageMs === 0 && hasErrorBody;
    const problem = describeErrorResponse(response, isFromApi);
    const hint = statusCode === 429 ? 'rate-limit' : problem.hint;
    return { kind: kindOf(response), isFromApi, retryAfterMs, problem: { ...problem, hint } };
}
function kindOf({ statusCode, retryAfterMs }) {
    if (statusCode === 404)
        return 'not-found';
    if (isRefusal(statusCode))
        return 'refusal';
    return statusCode === 429 || (statusCode === 503 && retryAfterMs !== undefined) ? 'busy' : 'fault';
}
function describeErrorResponse(response, isFromApi) {
    const { statusCode, message } = response;
    const isBareMessage = !isFromApi && typeof message === 'string' && message.trim() !== '';
    const cause = causeOf(statusCode, isFromApi || isBareMessage);
    if (cause === 'redirect')
        return { cause, statusCode, ...describeRedirect(response) };
    if (isFromApi)
        return { cause, statusCode, ...describeApiError(response) };
    if (isBareMessage)
        return { cause, statusCode, ...describeBareMessage(response, message) };
    return { cause, statusCode, ...describeForeignResponse(response) };
}
function describeRedirect({ url, location, returned }) {
    const notFollowed = text_text `Redirects aren't followed, to protect the token.`;
    if (location === '')
        return { text: text_text `${returned} without a ${code('Location')} header. ${notFollowed}` };
    const target = text_text `${returned}, redirecting to ${quoted(location)}.`;
    if (URL.canParse(location, url.href) && new URL(location, url).href === url.href)
        return { hint: 'same-url', text: text_text `${target} This is the same URL.` };
    if (!isSameButForEscapes(url, location))
        return { text: text_text `${target} ${notFollowed}` };
    return {
        hint: 'escaped-character',
        text: text_text `${target} This is the same URL with other percent-encoding: something in front of the API doesn't pass an escaped character of an ID.`,
    };
}
function isSameButForEscapes(url, location) {
    const target = URL.canParse(location, url.href) ? new URL(location, url) : url;
    return target.href !== url.href && decodePercent(target.href) === decodePercent(url.href);
}
function describeApiError({ json, statusCode, returned }) {
    return {
        text: text_text `${returned}${describeErrorBody(json, statusLine(statusCode))}`,
        requiredPermissions: requiredPermissionsOf(json),
    };
}
function describeBareMessage(response, message) {
    const { statusCode } = response;
    const returned = returnedWith(response, newsAfter(statusLine(statusCode))(message.trim()));
    const canBePath = statusCode === 403 || statusCode === 404;
    const wrongPath = canBePath ? text_text `, which may respond this way to a wrong path` : text_text ``;
    return {
        hint: 'bare-message',
        text: text_text `${returned}. This can come from the API or from a gateway in front of it${wrongPath}.`,
    };
}
function describeForeignResponse(response) {
    const { challengeReason, compression, statusCode } = response;
    const returned = returnedWith(response, challengeReason);
    const origin = text_text `${returned}, possibly from a gateway, firewall, or proxy in front of the API.`;
    const bodyHint = compression === '' ? undefined : 'compressed';
    // A cache can return a 304 of its own.
    const hint = statusCode === 304 ? 'stale' : bodyHint;
    return { hint, text: join([origin, bodyStart(response)]) };
}
/** @param remark why, in the response's own words; may be empty */
function returnedWith({ returned }, remark) {
    const reason = quoted(remark);
    return isEmpty(reason) ? returned : text_text `${returned} (${reason})`;
}

;// CONCATENATED MODULE: ./lib/api/status-client.js


/** Version of this action, sent in the `user-agent` of every request. The same as in `package.json`. */
const version = '1.0.0';
/** Creates the function that asks the API for the status of the reset. */
function statusClient({ statusUrl: url, token, redact }) {
    return async (timeoutMs, signal) => {
        const exchange = await sendGet({ url, headers: requestHeaders(token), timeoutMs, signal });
        return classify(exchange, { url, nowMs: Date.now(), redact });
    };
}
function requestHeaders(token) {
    return {
        authorization: `Bearer ${token}`,
        // The API documents `*/*` as its content type: a server that takes that literally would reject bare JSON.
        accept: 'application/json, */*;q=0.1',
        'accept-encoding': 'identity',
        'cache-control': 'no-cache',
        'user-agent': `await-recovery-reset/${version}`,
    };
}

;// CONCATENATED MODULE: ./lib/inputs/api-url.js



/**
 * Parses the base URL of the API.
 *
 * @returns the URL, its path without a trailing slash
 * @throws InvalidInput if it could send the token to a wrong place or unencrypted; the text never repeats the URL,
 *   which may contain credentials
 */
function parseApiUrl(value) {
    const problem = problemOf(value);
    if (problem !== undefined)
        throw new InvalidInput(text_text `expected a base URL such as ${code('https://api.example.com')}${problem}`);
    const url = new URL(value);
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
}
function problemOf(value) {
    const [, scheme = '', authority = ''] = /^(https?):\/\/+([^/?#\s\\]+)[^\s\\]*$/i.exec(value) ?? [];
    if (authority.includes('@'))
        return text_text `, without a user name or password`;
    if (/[?#]/.test(value) && authority !== '')
        return text_text `, without a query (?) or fragment (#)`;
    const port = Number(/:(\d+)$/.exec(authority)?.[1] ?? 1);
    if (port < 1 || port > 65_535)
        return text_text `, with a port from 1 to 65535`;
    if (authority === '' || !URL.canParse(value))
        return text_text `, starting with ${code('https://')} and without spaces`;
    const { hostname } = new URL(value);
    if (hostname.startsWith('127.') && !(0,external_node_net_namespaceObject.isIPv4)(hostname))
        return text_text `; a host name that starts with ${code('127.')} could be mistaken for a loopback address`;
    if (scheme.toLowerCase() === 'http' && !isLoopback(hostname))
        return text_text `; ${code('http://')} sends the token unencrypted and is allowed for loopback hosts only`;
    return undefined;
}
/** Whether a host is the runner itself: `localhost`, 127.0.0.0/8, or `[::1]`. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || ((0,external_node_net_namespaceObject.isIPv4)(hostname) && hostname.startsWith('127.'));
}

;// CONCATENATED MODULE: ./lib/inputs/environment.js




const minNodeVersion = 20;
/** What is wrong with the version of Node.js: runners other than GitHub's use whatever the image has. */
function nodeProblem(version) {
    if (Number.parseInt(version, 10) >= minNodeVersion)
        return undefined;
    return text_text `This action needs Node.js ${minNodeVersion} or later; this is Node.js ${plain(version)}.`;
}
/** Warns that the job ends before the timeout does. */
function timeoutWarning(timeoutMs, environment) {
    // Source: GitHub Docs, "Actions limits", job execution time on GitHub-hosted runners.
    if (environment.RUNNER_ENVIRONMENT !== 'github-hosted' || timeoutMs <= parseDuration('6h'))
        return undefined;
    return text_text `${code('timeout')} is ${formatDuration(timeoutMs)}, but jobs on GitHub-hosted runners time out after 6 hours.`;
}
/**
 * Validates the environment variables that decide where the token is sent.
 *
 * @param bypassesProxy whether the user's settings let requests to a URL bypass the proxy
 */
function environmentProblems(environment, apiUrl, bypassesProxy) {
    const usesProxy = !isLoopback(apiUrl.hostname) && !bypassesProxy(apiUrl);
    const problems = [
        verificationProblem(environment),
        usesProxy ? proxyProblem(environment, apiUrl) : undefined,
    ];
    return problems.filter((problem) => problem !== undefined);
}
const extraCertificates = code('NODE_EXTRA_CA_CERTS');
function verificationProblem(environment) {
    if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0')
        return undefined;
    return text_text `The environment sets ${code('NODE_TLS_REJECT_UNAUTHORIZED=0')}, which disables certificate checks. Remove it. For a private CA, set ${extraCertificates} to its certificate file.`;
}
/** Validates the proxy variable: given an invalid one, the HTTP client would bypass the proxy. */
function proxyProblem(environment, target) {
    const [variable, value] = proxySetting(environment);
    if (value === '')
        return undefined;
    const name = code(variable);
    // Without the value, which may contain a password.
    if (!isProxyUrl(value))
        return text_text `${name} is invalid: expected a URL that starts with ${code('http://')} or ${code('https://')}, such as ${code('http://proxy.example.com:3128')}, with special characters in the user name and password percent-encoded, such as ${code('DOMAIN%5Cuser')}. The action never bypasses a configured proxy.`;
    if (!target.hostname.startsWith('['))
        return undefined;
    return text_text `${code('api-url')} contains an IPv6 address, which can't be reached through the proxy in ${name}. Use a host name, or add ${code(target.hostname)} to ${code('no_proxy')}.`;
}
/** The variable that sets the proxy for HTTPS, in the order of `@actions/http-client`, and its value. */
function proxySetting({ https_proxy = '', HTTPS_PROXY = '' }) {
    return https_proxy === '' ? ['HTTPS_PROXY', HTTPS_PROXY] : ['https_proxy', https_proxy];
}
// An "@" or "\" after the authority means that the password contains a character that ends the authority: the rest
// would be read as a host. URL parsers read "\" as "/".
const proxyPattern = /^https?:\/\/[^/?#\\\s]+([/?#][^@\\\s]*)?$/i;
const hostPattern = /^([\w.-]+|\[[\da-f:.]+\])$/i;
function isProxyUrl(value) {
    if (!proxyPattern.test(value) || !URL.canParse(value))
        return false;
    const { hostname, port, username, password } = new URL(value);
    return hostPattern.test(hostname) && port !== '0' && environment_decode(`${username}:${password}`) !== undefined;
}
// Masking anything shorter would garble the log.
const minSecretLength = 4;
/** The password of the proxy, in each form in which it could be printed. */
function proxySecrets(environment) {
    const [, value] = proxySetting(environment);
    const { username, password } = URL.canParse(value) ? new URL(value) : { username: '', password: '' };
    if (password === '')
        return [];
    const decoded = environment_decode(password) ?? password;
    const basic = Buffer.from(`${environment_decode(username) ?? username}:${decoded}`).toString('base64');
    return [password, decoded, basic].filter((secret) => secret.length >= minSecretLength);
}
function environment_decode(value) {
    try {
        return decodeURIComponent(value);
    }
    catch {
        return undefined;
    }
}
/**
 * Describes why `NODE_EXTRA_CA_CERTS` doesn't help with a certificate whose CA isn't trusted. Node.js itself ignores
 * whatever it can't use.
 */
function extraCertificatesProblem(environment, readFile) {
    const path = environment.NODE_EXTRA_CA_CERTS;
    if (!path)
        return undefined;
    if (path.includes('-----BEGIN'))
        return text_text `${extraCertificates} contains a certificate. Set it to the path of a file instead.`;
    return text_text `${extraCertificates} is set to ${quoted(path)}, but ${plain(fileProblem(path, readFile))}.`;
}
function fileProblem(path, readFile) {
    if (/^["'].*["']$/.test(path))
        return 'the quotation marks are part of the path; remove them';
    try {
        return /-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/.test(readFile(path).toString('latin1'))
            ? "the file doesn't complete the chain of this certificate; it needs the root CA and any intermediate CA that the server doesn't send"
            : "the file doesn't contain a certificate in PEM format";
    }
    catch (error) {
        return readProblems[codeOf(error)] ?? "the file can't be read";
    }
}
const readProblems = {
    ENOENT: "the file doesn't exist on the runner",
    ENOTDIR: "the file doesn't exist on the runner",
    EISDIR: "it's a directory; expected a file",
};

;// CONCATENATED MODULE: ./lib/inputs/defaults.js
/** Inputs that a workflow must set. */
const requiredInputs = [
    'api-url',
    'token',
    'account-id',
    'project-id',
    'assembly-id',
    'recovery-id',
];
/** Defaults of the optional inputs; the same as in `action.yml`. */
const inputDefaults = {
    timeout: '60m',
    'start-timeout': '0s',
    'poll-interval': '5s',
    'max-poll-interval': '30s',
    'request-timeout': '30s',
    'outage-tolerance': '10m',
    'on-stalled': 'fail',
    'status-path': '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status',
    summary: 'true',
};
const inputNames = [...requiredInputs, ...Object.keys(inputDefaults)];

;// CONCATENATED MODULE: ./lib/inputs/durations.js



const limits = {
    timeout: { minMs: 1, maxMs: parseDuration('5d') },
    'start-timeout': { minMs: 0 },
    'poll-interval': { minMs: 100 },
    'max-poll-interval': { minMs: 100 },
    'request-timeout': { minMs: 1 },
    'outage-tolerance': { minMs: 0 },
};
/** Durations of which the first must not exceed the second. */
const orders = [
    ['start-timeout', 'timeout'],
    ['poll-interval', 'max-poll-interval'],
];
/** Parses a duration, in milliseconds. An `InvalidInput` suggests nothing that another input rules out. */
function parseDurationInput(name, rawValue) {
    return validDuration(name, rawValue) ?? parseDuration(rawValue(name), narrowedLimits(name, rawValue));
}
/** What is wrong between two durations, each of which is valid by itself. */
function orderProblems(rawValue) {
    return orders.flatMap(([lower, upper]) => {
        const [lowerMs, upperMs] = [validDuration(lower, rawValue), validDuration(upper, rawValue)];
        if (lowerMs === undefined || upperMs === undefined || lowerMs <= upperMs)
            return [];
        return [text_text `${describeSetting(lower, lowerMs)} must not exceed ${describeSetting(upper, upperMs)}.`];
    });
}
function validDuration(name, rawValue) {
    try {
        return parseDuration(rawValue(name), limits[name]);
    }
    catch {
        return undefined;
    }
}
function narrowedLimits(name, rawValue) {
    const lower = orders.find(([, upper]) => upper === name)?.[0];
    const upper = orders.find(([lower]) => lower === name)?.[1];
    const minMs = Math.max(limits[name].minMs, (lower && validDuration(lower, rawValue)) ?? 0);
    const maxMs = upper && validDuration(upper, rawValue);
    return { ...limits[name], minMs, ...(maxMs !== undefined && { maxMs }) };
}
/** A duration with its value. Runners fill in defaults, so only the value shows whether it's one. */
function describeSetting(name, valueMs) {
    const isDefault = valueMs === parseDuration(inputDefaults[name]);
    return text_text `${code(name)} (${formatDuration(valueMs)}${plain(isDefault ? ', the default' : '')})`;
}

;// CONCATENATED MODULE: ./lib/inputs/identifiers.js


const maxInt64 = 9223372036854775807n;
/** Parses an int64 ID, which JavaScript's numbers can't hold: it stays a string, digit for digit. */
function parseInt64Identifier(value) {
    if (/^\d{1,40}$/.test(value) && BigInt(value) >= 1n && BigInt(value) <= maxInt64)
        return value;
    rejectYamlNumber(value);
    const accepted = text_text `expected decimal digits, from 1 to ${code(String(maxInt64))}`;
    // Source: the payloads of the vendor's webhooks, whose IDs contain a colon.
    if (!value.includes(':'))
        throw new InvalidInput(accepted);
    throw new InvalidInput(text_text `${accepted}; ${code('cloudAssemblyId')} values (with a colon) don't work here; use the numeric ${code('id')} from the API`);
}
/**
 * Parses an ID that is any text without control characters.
 *
 * @throws InvalidInput if a gateway or YAML could turn it into a different ID
 */
function parseTextIdentifier(value) {
    if (/[\p{Cc}\p{Cs}]/u.test(value))
        throw new InvalidInput(text_text `expected text without control characters`);
    if (hasDotSegment(value) || hasEmptySegment(value))
        throw new InvalidInput(text_text `empty, ${quoted('.')}, and ${quoted('..')} segments aren't allowed, because gateways resolve them, even percent-encoded`);
    rejectYamlNumber(value);
    return value;
}
/** Runners print a YAML number that is too long for a double like this: `1.23E+19`. */
function rejectYamlNumber(value) {
    if (/^-?\d(\.\d+)?e[+-]\d+$/i.test(value))
        throw new InvalidInput(text_text `YAML read it as a number; put the ID in quotes`);
}
/**
 * Whether text has a segment `.` or `..`, alone or between slashes or backslashes. Gateways resolve such segments, some
 * of them percent-encoded ones too, or before a parameter (`..;a`): the request would reach a different path.
 */
function hasDotSegment(text) {
    return /(^|[/\\])\.{1,2}(;[^/\\]*)?($|[/\\])/.test(fullyDecoded(text));
}
/** Whether text has nothing before, after, or between slashes or backslashes: gateways merge slashes. */
function hasEmptySegment(text) {
    return /^[/\\]|[/\\]{2}|[/\\]$/.test(fullyDecoded(text));
}
/** Text without percent-encoding, however often it was applied. Only ASCII is decoded correctly. */
function fullyDecoded(text) {
    const decoded = text.replace(/%(?:25)*([\da-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
    return decoded === text ? text : fullyDecoded(decoded);
}

;// CONCATENATED MODULE: ./lib/inputs/problems.js


const whyEmpty = text_text `Runs from forks or Dependabot don't get secrets, environment secrets need ${code('environment')} on the job, and reusable workflows get only the secrets passed to them.`;
const maxValueLength = 100;
const looksLikeToken = /\beyJ[\w-]{8,}[\w.-]*/g;
const credentials = /^(\w+:\/\/)?.*@/s;
const query = /[?#].*/s;
/** Describes an invalid input: its name, its value without secrets, and the reason. */
function describeInvalid(name, value, reason, redact) {
    if (value === '')
        return text_text `${code(name)} is required.${name === 'token' ? text_text ` ${whyEmpty}` : []}`;
    if (name === 'token')
        return text_text `${code(name)} is invalid: ${reason}.`;
    const shown = name === 'api-url' ? value.replace(credentials, '$1***').replace(query, '***') : value;
    const end = plain(toPlain(reason).endsWith('?') ? '' : '.');
    // Shortened last, so that no part of a secret is left.
    return text_text `${code(name)} is ${quoted(shown, Infinity)}: ${reason}${end}`.flatMap((part) => part.kind === 'quoted' ? quoted(redact(part.value).replace(looksLikeToken, '***'), maxValueLength) : part);
}
/** All problems; those of inputs that are missing for one reason are replaced by a sentence with that reason. */
function summarizeProblems(problems, read) {
    const { names, reason } = missingTogether(read);
    const others = [...problems].filter(([name]) => !names.includes(name));
    return [...reason, ...others.map(([, problem]) => problem)];
}
function missingTogether(read) {
    const hyphenated = inputNames.filter((name) => name.includes('-'));
    if (inputNames.every((name) => hyphenated.includes(name) === (read(name) === undefined)))
        return { names: hyphenated, reason: [hyphensDropped] };
    if (requiredInputs.some((name) => read(name)))
        return { names: [], reason: [] };
    const reason = text_text `The required inputs ${list(requiredInputs.map(code))} are all empty. ${whyEmpty}`;
    return { names: requiredInputs, reason: [reason] };
}
const hyphensDropped = text_text `Inputs with a hyphen in their name are missing. Something between the runner and Node.js, such as a shell or a container entry point, drops these environment variables.`;

;// CONCATENATED MODULE: ./lib/inputs/status-path.js



const identifierNames = ['accountId', 'projectId', 'assemblyId', 'id'];
const accepted = text_text `expected a path with the placeholders ${code('{accountId}')}, ${code('{projectId}')}, ${code('{assemblyId}')}, and ${code('{id}')} (required)`;
// Whatever looks like a placeholder: in braces or angle brackets, also percent-encoded ones, or after a dollar sign or a
// colon. A colon that starts a segment or a query value takes in all of it.
const placeholderPattern = /(\$?\{+[^{}]*\}+|<[^<>]*>|%(?:25)*(?:7B|3C).*?%(?:25)*(?:7D|3E)|\$\(?[a-z_]\w*\)?|(?<=[/=]):[^/?&]*|:[a-z_]\w*)/i;
/**
 * Parses a path template such as `/accounts/{accountId}/recoveries/:id/reset/status`. Drops `GET` and the HTTP version
 * from a line that was pasted from an API reference.
 *
 * @param recoveryId to recognize a path that contains it instead of its placeholder
 * @throws InvalidInput if the template could lead to anything but a status below the base URL
 */
function parseStatusPath(value, recoveryId) {
    const path = value.replace(/^GET\s+/i, '').replace(/\s+HTTP\/[\d.]+$/i, '');
    validateShape(path);
    if (recoveryId !== undefined && !/[{:]id\b/i.test(path) && isIn(path, recoveryId))
        throw new InvalidInput(text_text `it contains the recovery ID; use ${code('{id}')} instead`);
    const pieces = path.split(placeholderPattern);
    const template = pieces.map((piece, index) => index % 2 ? parsePlaceholder(piece, pieces[index - 1]) : piece);
    // Each literal by itself: joining them around a placeholder can't form something else.
    const literals = template.filter((part) => typeof part === 'string');
    if (!literals.every((literal) => /^([\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i.test(literal)))
        throw new InvalidInput(text_text `it contains characters that aren't allowed in a path, such as spaces, #, \\, or a lone %; ${accepted}`);
    if (!template.some((part) => typeof part === 'object' && part.identifier === 'id'))
        throw new InvalidInput(text_text `${code('{id}')} is missing; ${accepted}`);
    return template;
}
/** URL of the status endpoint: the base URL, then the template with each ID percent-encoded as one segment. */
function statusUrl(apiUrl, template, identifiers) {
    const path = template.map((part) => typeof part === 'string' ? part : encodeURIComponent(identifiers[part.identifier]));
    return new URL(`${apiUrl.origin}${apiUrl.pathname.replace(/\/$/, '')}${path.join('')}`);
}
function isIn(path, identifier) {
    return path.split(/[/?&=]/).some((segment) => fullyDecoded(segment) === fullyDecoded(identifier));
}
function validateShape(path) {
    if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(path))
        throw new InvalidInput(text_text `it includes a host; put the host in ${code('api-url')}`);
    if (!path.startsWith('/'))
        throw new InvalidInput(text_text `it must start with ${quoted('/')}; ${accepted}`);
    // Without placeholders, so that an ID that starts with a slash can't complete a segment.
    const [literals = ''] = path.replaceAll(new RegExp(placeholderPattern, 'gi'), '').split('?');
    if (hasDotSegment(literals))
        throw new InvalidInput(text_text `${quoted('.')} and ${quoted('..')} segments aren't allowed`);
}
/** Parses what looks like a placeholder: `{name}` anywhere, or `:name` as a whole segment or query value. */
function parsePlaceholder(piece, before = '') {
    const name = /^\{(\w+)\}$|^:(\w+)$/.exec(piece)?.slice(1).find(Boolean)?.toLowerCase();
    const isWhole = /^[{<%]/.test(piece) || /[/=]$/.test(before);
    const identifier = identifierNames.find((known) => isWhole && known.toLowerCase() === name);
    if (identifier !== undefined)
        return { identifier };
    const suggestion = suggestionFor(piece, isWhole);
    throw new InvalidInput(text_text `unknown placeholder ${quoted(piece, Infinity)}; ${suggestion}`);
}
/** What was probably meant: `{id}` by {recoveryId}, `{accountId}` by {account-id}, or no placeholder at all. */
function suggestionFor(piece, isWhole) {
    const letters = piece.toLowerCase().replace(/%(25)*(7b|7d|3c|3e)|[^a-z]/g, '');
    const known = identifierNames.find((name) => letters === name.toLowerCase());
    const meant = known ?? (isWhole && /recovery|reset/.test(letters) ? 'id' : undefined);
    if (meant !== undefined)
        return text_text `did you mean ${code(`{${meant}}`)}?`;
    if (piece.startsWith(':'))
        return text_text `${accepted}; write a literal colon as ${code('%3A')}`;
    return piece.startsWith('$') ? text_text `${accepted}; write a literal dollar sign as ${code('%24')}` : accepted;
}

;// CONCATENATED MODULE: ./lib/inputs/token.js


const minTokenLength = 8;
const scheme = /^(Authorization:\s*)?Bearer\s+/i;
/**
 * Parses the bearer token; a leading `Bearer ` or `Authorization: Bearer ` is dropped.
 *
 * @throws InvalidInput if it can't be one; the text never repeats any of it
 */
function parseBearerToken(value) {
    const token = value.replace(scheme, '');
    const problem = token_problemOf(token);
    if (problem !== undefined)
        throw new InvalidInput(problem);
    return token;
}
function token_problemOf(token) {
    if (/^(["'`]).*\1$/s.test(token))
        return text_text `remove the quotes around it`;
    if (/^\s*[{[]/.test(token))
        return text_text `this is a JSON key, which the API doesn't accept as a bearer token; create a JWT key under IAM > Users > Service Accounts`;
    if (/[\r\n]/.test(token))
        return text_text `it spans several lines; store only the token`;
    if (!/^[\x21-\x7e]*$/.test(token))
        return text_text `it contains spaces or characters that aren't allowed in a token; expected visible ASCII characters`;
    if (token.length < minTokenLength)
        return text_text `it has ${token.length} characters; expected at least ${minTokenLength}`;
    return undefined;
}
/** Everything in the input `token` that must be masked. Masking a short line would garble the log. */
function secretsOf(value) {
    const token = value.replace(scheme, '');
    const lines = value.split(/[\r\n]+/).map((line) => line.trim());
    const candidates = new Set([value, token, token.replace(/^["'`]|["'`]$/g, ''), ...lines]);
    return [...candidates].filter((secret) => secret.length >= minTokenLength && !/[\r\n]/.test(secret));
}
/**
 * When a token that is a JWT expires (RFC 7519, section 4.1.4). It's only read: nothing is verified.
 *
 * @returns Unix time in milliseconds; undefined if the token isn't a JWT or never expires
 */
function tokenExpiry(token) {
    const [, payload, signature] = token.split('.');
    if (payload === undefined || signature === undefined)
        return undefined;
    try {
        const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
        return typeof exp === 'number' && !Number.isNaN(new Date(exp * 1_000).getTime()) ? exp * 1_000 : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/inputs.js









/** Reads and validates all inputs; redacts values that a problem repeats. */
function readInputs(read, redact) {
    const found = new Map();
    const rawValue = rawValues(read);
    const parsed = parseInputs(rawValue, (name, parse) => {
        try {
            return parse(rawValue(name));
        }
        catch (error) {
            if (!(error instanceof InvalidInput))
                throw error;
            found.set(name, describeInvalid(name, read(name) ?? '', error.text, redact));
            return undefined;
        }
    });
    const problems = [...summarizeProblems(found, read), ...orderProblems(rawValue)];
    if (problems.length > 0 || !isComplete(parsed))
        return { problems, writeSummary: parsed.writeSummary ?? true };
    const { apiUrl, token, accountId, projectId, assemblyId, id, template, writeSummary, ...policy } = parsed;
    const identifiers = { accountId, projectId, assemblyId, id };
    return {
        apiUrl,
        token,
        identifiers,
        statusUrl: statusUrl(apiUrl, template, identifiers),
        policy,
        writeSummary,
    };
}
function rawValues(read) {
    const secrets = secretsOf(read('token') ?? '');
    return (name) => {
        const { [name]: fallback = '' } = inputDefaults;
        const value = read(name) || fallback;
        if (value === '')
            throw new InvalidInput(text_text `expected a value`);
        if (value === fallback)
            return value;
        if (fallback === '' && /^(<[^<>]*>|\$?\{+[^{}"]*\}+)$/.test(value))
            throw new InvalidInput(text_text `replace this placeholder with the actual value`);
        const shown = `${value}\n${fullyDecoded(value)}`;
        if (name !== 'token' && secrets.some((secret) => shown.includes(secret)))
            throw new InvalidInput(text_text `it contains the token, which would appear in the log; remove it`);
        return value;
    };
}
function parseInputs(rawValue, parse) {
    const parseMs = (name) => parse(name, () => parseDurationInput(name, rawValue));
    const parsed = {
        apiUrl: parse('api-url', parseApiUrl),
        token: parse('token', parseBearerToken),
        accountId: parse('account-id', parseInt64Identifier),
        projectId: parse('project-id', parseTextIdentifier),
        assemblyId: parse('assembly-id', parseInt64Identifier),
        id: parse('recovery-id', parseTextIdentifier),
        timeoutMs: parseMs('timeout'),
        startTimeoutMs: parseMs('start-timeout'),
        pollIntervalMs: parseMs('poll-interval'),
        maxPollIntervalMs: parseMs('max-poll-interval'),
        requestTimeoutMs: parseMs('request-timeout'),
        outageToleranceMs: parseMs('outage-tolerance'),
        onStalled: parse('on-stalled', parseOnStalled),
    };
    const template = parse('status-path', (value) => parseStatusPath(value, parsed.id));
    return { ...parsed, template, writeSummary: parse('summary', parseBoolean) };
}
function isComplete(values) {
    return !Object.values(values).includes(undefined);
}
function parseOnStalled(value) {
    if (value === 'fail' || value === 'wait')
        return value;
    throw new InvalidInput(text_text `expected ${code('fail')} or ${code('wait')}`);
}
function parseBoolean(value) {
    if (/^(true|True|TRUE|false|False|FALSE)$/.test(value))
        return value.toLowerCase() === 'true';
    throw new InvalidInput(text_text `expected ${code('true')} or ${code('false')}`);
}

;// CONCATENATED MODULE: ./lib/report/problems.js

/** The problem of inputs or an environment that are invalid. */
function invalidConfiguration(problems) {
    const [only, ...others] = problems;
    return only !== undefined && others.length === 0
        ? { cause: 'inputs', text: text_text `${only} No request was sent.` }
        : {
            cause: 'inputs',
            text: text_text `${problems.length} problems found. No request was sent.`,
            details: problems,
        };
}
/** The problem of a bug in this action. */
function unexpectedError(message) {
    return { cause: 'internal', text: text_text `The wait ended with an unexpected error: ${quoted(message)}.` };
}

;// CONCATENATED MODULE: ./lib/wait/progress.js
/** The start of a wait; by default of one that requires no start of the reset. */
function firstProgress(startTimeoutMs = 0) {
    const startedMs = startTimeoutMs > 0 ? undefined : 0;
    return { checks: 0, startedMs, message: '', problem: undefined, periods: [] };
}
/** Adds a check that was aborted before it said anything. */
function withAbortedCheck(before) {
    return { ...before, checks: before.checks + 1 };
}
/** Adds a check to what was seen before. */
function advance(before, check, meaning, times) {
    const next = periodFrom(check, meaning, times, before);
    return {
        checks: before.checks + 1,
        startedMs: before.startedMs ?? (meaning.kind === 'status' ? times.endedMs : undefined),
        message: next.kind === 'outage' ? before.message : 'message' in meaning ? meaning.message : '',
        problem: 'problem' in meaning ? meaning.problem : before.problem,
        periods: bounded(append(before.periods, next)),
    };
}
function periodFrom(check, meaning, times, before) {
    const lasting = { sinceMs: times.endedMs, checks: 1, showsApi: showsApi(check, meaning) };
    switch (meaning.kind) {
        case 'status':
            return { kind: 'status', status: meaning.status, ...lasting };
        case 'not-started':
            return { kind: 'not-started', returned: meaning.returned, ...lasting };
        case 'undocumented':
            return { kind: 'undocumented', status: meaning.status, ...lasting };
        case 'failed':
        case 'final': {
            const sinceMs = times.startedMs;
            const by = meaning.kind === 'failed' ? meaning.by : undefined;
            const faultsSinceMs = by === 'fault' ? (outageOf(before)?.faultsSinceMs ?? sinceMs) : undefined;
            return { kind: 'outage', ...lasting, sinceMs, by, faultsSinceMs };
        }
    }
}
function showsApi(check, meaning) {
    return check.kind === 'status'
        ? meaning.kind === 'status' || meaning.kind === 'not-started'
        : check.isFromApi;
}
/** Adds a period, or extends the latest one if it says the same. */
function append(periods, next) {
    const latest = periods.at(-1);
    if (latest === undefined || !isSame(latest, next))
        return [...periods, next];
    return [...periods.slice(0, -1), extended(latest, next)];
}
function isSame(one, other) {
    return one.kind === other.kind && whatIsKnown(one) === whatIsKnown(other);
}
function whatIsKnown(period) {
    if ('status' in period)
        return period.status;
    return period.kind === 'not-started' ? period.returned : period.kind;
}
function extended({ sinceMs, checks, showsApi }, next) {
    return { ...next, sinceMs, checks: checks + next.checks, showsApi: showsApi || next.showsApi };
}
// An API that says something else at each check must not fill the memory.
const maxPeriods = 1_000;
/** The periods; of too many, the first two as one. */
function bounded(periods) {
    if (periods.length <= maxPeriods)
        return periods;
    const first = periods.slice(0, 2);
    const omitted = {
        kind: 'omitted',
        sinceMs: Math.min(...first.map(({ sinceMs }) => sinceMs)),
        checks: sum(first.map(({ checks }) => checks)),
        failedChecks: sum(first.map(failedChecksIn)),
        showsApi: first.some(({ showsApi }) => showsApi),
    };
    return [omitted, ...periods.slice(2)];
}
function sum(numbers) {
    return numbers.reduce((total, one) => total + one, 0);
}
function failedChecksIn(period) {
    if (period.kind === 'omitted')
        return period.failedChecks;
    return period.kind === 'outage' ? period.checks : 0;
}
/** Number of checks that failed. */
function failedChecksOf({ periods }) {
    return sum(periods.map(failedChecksIn));
}
/** Whether the reset has yet to be seen running before any result counts. */
function awaitsStart({ startedMs }) {
    return startedMs === undefined;
}
/** The deadline, in milliseconds since the step started. */
function deadlineOf(progress, policy) {
    return awaitsStart(progress) ? policy.startTimeoutMs : policy.timeoutMs;
}
/** Whether a response has shown that the host is the API: with a documented status, or with the API's error body. */
function isRecognized({ periods }) {
    return periods.some(({ showsApi }) => showsApi);
}
/** The current outage. */
function outageOf({ periods }) {
    const latest = periods.at(-1);
    return latest?.kind === 'outage' ? latest : undefined;
}
/** What was known last, and since when: an outage doesn't end it. */
function lastKnown({ periods }) {
    const known = periods.filter((period) => 'status' in period || 'returned' in period);
    const latest = known.at(-1);
    return latest && known[known.findLastIndex((period) => !isSame(period, latest)) + 1];
}
/** The periods that changed the documented status. */
function timelineOf({ periods }) {
    const documented = periods.filter((period) => period.kind === 'status');
    return documented.filter(({ status }, index) => status !== documented[index - 1]?.status);
}
/** The last documented status of this reset, if there was one. */
function lastStatus({ periods }) {
    return periods.findLast((period) => period.kind === 'status')?.status;
}

;// CONCATENATED MODULE: ./lib/wait/meaning.js


/**
 * The decision table of `docs/decisions.md`: the first row that fits decides.
 *
 * @param before what was seen before this check
 * @param sentMs when its request was sent, in milliseconds since the step started
 */
function meaningOf(check, before, sentMs, policy) {
    switch (check.kind) {
        case 'status':
            return statusMeaning(check, before, sentMs, policy);
        case 'not-found':
            return awaitsStart(before)
                ? { kind: 'not-started', returned: check.kind, problem: check.problem }
                : refusalMeaning(check, before);
        case 'refusal':
            return refusalMeaning(check, before);
        case 'busy':
            return { kind: 'failed', by: undefined, problem: check.problem };
        case 'fault':
        case 'timed-out':
            return { kind: 'failed', by: 'fault', problem: check.problem };
    }
}
function statusMeaning(check, before, sentMs, policy) {
    const { status, message, problemIf } = check;
    if (isStale(check, before, sentMs, policy))
        return { kind: 'failed', by: undefined, problem: problemIf.stale };
    if (!isResetStatus(status))
        return awaitsStart(before) || isRecognized(before)
            ? { kind: 'undocumented', status, message }
            : { kind: 'failed', by: undefined, problem: problemIf.undocumented };
    return awaitsStart(before) && resultOf(status, policy)
        ? { kind: 'not-started', returned: status, message }
        : { kind: 'status', status, message };
}
/** Whether a cache stored a response before it could say anything about this reset. */
function isStale({ status, ageMs }, before, sentMs, policy) {
    const isResult = isResetStatus(status) && resultOf(status, policy);
    return ageMs > sentMs - (isResult ? (before.startedMs ?? 0) : 0);
}
/** Until the API is recognized, whatever refuses ends the wait; from then on, only the API does, twice in a row. */
function refusalMeaning({ problem, isFromApi }, before) {
    const isSecond = isFromApi && outageOf(before)?.by === 'api-refusal';
    if (isSecond || !isRecognized(before))
        return { kind: 'final', problem };
    return { kind: 'failed', by: isFromApi ? 'api-refusal' : undefined, problem };
}
/** The result that a status is for the wait; undefined if it says that the reset is running. */
function resultOf(status, { onStalled }) {
    if (status === 'pending' || status === 'in-progress')
        return undefined;
    return status === 'stalled' && onStalled === 'wait' ? undefined : status;
}

;// CONCATENATED MODULE: ./lib/wait/outcome.js


/** The result of a run that a problem ended. */
function errorResult(problem, elapsedMs, progress = firstProgress()) {
    return { outcome: { kind: 'error', problem }, progress, elapsedMs };
}
/**
 * Decides whether a check ends the wait.
 *
 * @param progress what was seen, this check included
 * @param nowMs when the check ended, in milliseconds since the step started
 * @returns undefined to keep waiting
 */
function decide(progress, meaning, nowMs, policy) {
    if (meaning.kind === 'status') {
        const kind = resultOf(meaning.status, policy);
        return kind && { kind, apiMessage: meaning.message };
    }
    if (meaning.kind === 'final')
        return { kind: 'error', problem: meaning.problem };
    return meaning.kind === 'failed' ? decideOutage(progress, meaning.problem, nowMs, policy) : undefined;
}
/** The outcome of a wait whose deadline has passed. */
function decideAtDeadline(progress) {
    return { kind: awaitsStart(progress) ? 'not-started' : 'timed-out' };
}
function decideOutage(progress, problem, nowMs, policy) {
    const outage = outageOf(progress);
    // A request that the deadline cut short says nothing about the API.
    if (outage === undefined || nowMs >= deadlineOf(progress, policy))
        return undefined;
    const limit = outageLimit(outage, progress, policy);
    return nowMs < limit.atMs ? undefined : { kind: 'error', problem, limit };
}
// Until the API is recognized, a fault is more likely a wrong host than an outage.
const maxUnrecognizedMs = 60_000;
/** When and why an outage ends the wait, if it lasts. */
function outageLimit({ sinceMs, faultsSinceMs }, progress, { outageToleranceMs }) {
    const atMs = sinceMs + outageToleranceMs;
    const minuteEndsMs = (faultsSinceMs ?? Number.POSITIVE_INFINITY) + maxUnrecognizedMs;
    return !isRecognized(progress) && minuteEndsMs < atMs
        ? { atMs: minuteEndsMs, toleranceMs: maxUnrecognizedMs, isTolerance: false }
        : { atMs, toleranceMs: outageToleranceMs, isTolerance: true };
}

;// CONCATENATED MODULE: ./lib/wait/backoff.js
const growthFactor = 1.25;
const jitterRatio = 0.1;
const maxLastCheckLeadMs = 5_000;
const lastCheckLeadRatio = 0.1;
/**
 * The delay after a check: `pollIntervalMs`, multiplied by 1.25 for each check before it up to `maxPollIntervalMs`, with
 * ±10% jitter.
 *
 * @param checksBefore number of checks before the latest one
 * @param minDelayMs minimum delay, in milliseconds
 * @param random a number from 0 to below 1, for the jitter
 * @returns milliseconds
 */
function nextDelay({ pollIntervalMs, maxPollIntervalMs }, checksBefore, minDelayMs, random) {
    const grownMs = Math.min(pollIntervalMs * growthFactor ** checksBefore, maxPollIntervalMs);
    return Math.max(grownMs * (1 + jitterRatio * (2 * random - 1)), minDelayMs);
}
/**
 * Plans the check after one that has just ended. If the delay leaves no time for a response before the deadline, the
 * check becomes the last one, as long before the deadline as a response may need.
 *
 * @param nowMs milliseconds since the step started, like the deadline
 * @returns undefined if there is no time for another check
 */
function planNextCheck({ requestTimeoutMs }, deadlineMs, nowMs, delayMs) {
    const leadMs = Math.min(requestTimeoutMs, maxLastCheckLeadMs, deadlineMs * lastCheckLeadRatio);
    const lastCheckAtMs = deadlineMs - leadMs;
    if (nowMs + delayMs <= lastCheckAtMs)
        return { atMs: nowMs + delayMs, isLast: false };
    return nowMs < lastCheckAtMs ? { atMs: lastCheckAtMs, isLast: true } : undefined;
}

;// CONCATENATED MODULE: ./lib/wait/wait.js




/** Heartbeat interval, in milliseconds. */
const heartbeatIntervalMs = 60_000;
/** Waits until a check decides, the deadline passes, or the wait is aborted. */
async function waitForReset(options) {
    const { clock, observe, policy } = options;
    const state = {
        progress: firstProgress(policy.startTimeoutMs),
        plan: { atMs: clock.now(), isLast: false },
    };
    const stopHeartbeat = clock.every(heartbeatIntervalMs, () => {
        const nowMs = clock.now();
        if (nowMs < deadlineOf(state.progress, policy))
            observe({ kind: 'heartbeat', nowMs, ...state });
    });
    try {
        const outcome = await checkUntilDecided(options, state);
        return { outcome, progress: state.progress, elapsedMs: clock.now() };
    }
    finally {
        stopHeartbeat();
    }
}
async function checkUntilDecided(options, state) {
    const { policy, signal } = options;
    while (state.plan !== undefined) {
        await sleepUntil(state.plan.atMs, options);
        const checked = await checkOnce(options, state);
        if (checked === undefined)
            break;
        if (checked.outcome !== undefined)
            return checked.outcome;
        state.plan = checked.plan;
    }
    // The deadline is what the user set: the step doesn't end before it, even if there is no time for another check.
    await sleepUntil(deadlineOf(state.progress, policy), options);
    return signal.aborted ? { kind: 'cancelled' } : decideAtDeadline(state.progress);
}
async function sleepUntil(momentMs, { clock, signal }) {
    for (let leftMs = momentMs - clock.now(); leftMs > 0; leftMs = momentMs - clock.now()) {
        if (signal.aborted)
            return;
        await clock.sleep(leftMs, signal);
    }
}
/** Checks once, records, and decides. Returns undefined if the wait was aborted or the deadline has passed. */
async function checkOnce(options, state) {
    const { clock, observe, policy, signal } = options;
    const { progress: before } = state;
    const startedMs = clock.now();
    const deadlineMs = deadlineOf(before, policy);
    if (signal.aborted || startedMs >= deadlineMs)
        return undefined;
    const limitMs = Math.min(startedMs + policy.requestTimeoutMs, deadlineMs);
    const check = await options.check(limitMs - startedMs, signal);
    if (signal.aborted) {
        state.progress = withAbortedCheck(before);
        return undefined;
    }
    // A timer can fire a little early, and late if the process was paused: the check ended at its limit all the same.
    const endedMs = check.kind === 'timed-out' ? limitMs : Math.min(limitMs, clock.now());
    const checked = judge(check, { startedMs, endedMs }, before, options);
    state.progress = checked.after;
    observe(checked);
    return checked;
}
function judge(check, times, before, options) {
    const { policy } = options;
    const meaning = meaningOf(check, before, times.startedMs, policy);
    const after = advance(before, check, meaning, times);
    const outcome = decide(after, meaning, times.endedMs, policy);
    const plan = outcome === undefined ? planAfter(check, after, times.endedMs, options) : undefined;
    return { kind: 'checked', check, meaning, times, before, after, outcome, plan };
}
function planAfter({ retryAfterMs }, after, nowMs, options) {
    const { policy, random } = options;
    const minDelayMs = Math.min(retryAfterMs, maxRetryAfterMs(after, nowMs, policy));
    const delayMs = nextDelay(policy, after.checks - 1, minDelayMs, random());
    return planNextCheck(policy, deadlineOf(after, policy), nowMs, delayMs);
}
/** Maximum delay that a `Retry-After` can set. Real gateways send an hour or a day, with successful responses, too. */
function maxRetryAfterMs(after, nowMs, policy) {
    const outage = outageOf(after);
    return outage === undefined
        ? Math.max(policy.outageToleranceMs, policy.maxPollIntervalMs)
        : outageLimit(outage, after, policy).atMs - nowMs;
}

;// CONCATENATED MODULE: ./lib/report/known.js



// Every message about what is known is built here, so that messages never contradict each other.
/**
 * What was known last, and for how long: `in-progress for 55s: "Removing 5 of 37 resources"`.
 *
 * @param nowMs milliseconds since the step started
 * @param maxLength length of the API's message
 * @returns undefined if nothing was known
 */
function describeKnown(progress, nowMs, maxLength) {
    const known = lastKnown(progress);
    if (known === undefined)
        return undefined;
    const state = text_text `${describeState(known)} for ${knownFor(known, progress, nowMs)}`;
    return progress.message === '' ? state : text_text `${state}: ${quoted(progress.message, maxLength)}`;
}
function describeState(known) {
    switch (known.kind) {
        case 'status':
            return code(known.status);
        case 'not-started':
            return text_text `not started yet: ${describeReturned(known.returned)}`;
        case 'undocumented':
            return text_text `undocumented status ${quotedExactly(known.status, 100)}`;
    }
}
/** What was returned instead of a start. */
function describeReturned(returned) {
    return returned === 'not-found'
        ? text_text `404 Not Found was returned`
        : text_text `the API returned ${quoted(returned)}`;
}
/** What the latest failed check returned, or the latest 404 before the start. */
function known_describeProblem({ problem }) {
    return problem === undefined ? text_text `` : problem.text;
}
/** Quoted, in parentheses; empty for empty text. */
function aside(message, maxLength) {
    return message === '' ? text_text `` : text_text ` (${quoted(message, maxLength)})`;
}
/** Why a status doesn't count before the start, as the end of a sentence. */
function describeEarlier(returned) {
    return returned === 'stalled'
        ? text_text `. Either an earlier reset stalled, or this one can't start while a restore is running on the Cloud Rewind timeline.`
        : text_text `, which may be from an earlier reset.`;
}
/** How long something was known: up to now, or up to the outage that hides what came after it. */
function knownFor({ sinceMs }, progress, nowMs) {
    return formatElapsed(outageOf(progress)?.sinceMs ?? nowMs, sinceMs);
}
/** Whether the latest response of a wait without a result said that the reset is running. */
function isKnownToRun({ periods }) {
    return periods.at(-1)?.kind === 'status';
}
/** The number of checks, and how many of them failed: `5 checks, 0 failed`. */
function describeChecks(progress) {
    const { checks } = progress;
    return text_text `${checks} ${plain(checks === 1 ? 'check' : 'checks')}, ${failedChecksOf(progress)} failed`;
}
/**
 * That a reset had finished when a documented status was first returned. When it finished is unknown.
 *
 * @param finished what it had, such as `completed`
 */
function describeFirstSeen(finished, { checks, periods }) {
    if (checks === 1)
        return text_text `had already ${finished} at the first check`;
    return periods.some(({ kind }) => kind === 'undocumented')
        ? text_text `had ${finished} at the first check that returned a documented status`
        : text_text `had ${finished} at the first successful check`;
}

;// CONCATENATED MODULE: ./lib/report/progress-log.js






/** The first line of the log: which reset, for how long, and how often the action polls. */
function describeStart(recoveryId, policy) {
    const { timeoutMs, startTimeoutMs, pollIntervalMs, maxPollIntervalMs } = policy;
    const hasBackoff = pollIntervalMs < maxPollIntervalMs;
    const backoff = hasBackoff ? text_text `, backing off to ${formatDuration(maxPollIntervalMs)}` : text_text ``;
    const start = startTimeoutMs > 0 ? text_text ` The reset must start within ${formatDuration(startTimeoutMs)}.` : text_text ``;
    return text_text `Waiting up to ${formatDuration(timeoutMs)} for the reset of recovery ${code(recoveryId)} (polling every ${formatDuration(pollIntervalMs)}${backoff}).${start}`;
}
/**
 * The warning about a token that expires before the deadline, or has expired by the runner's clock. The clock can be
 * wrong, so the API decides.
 *
 * @param expiryMs Unix time in milliseconds, like `nowMs` and `deadlineMs`
 */
function describeTokenExpiry(expiryMs, nowMs, deadlineMs) {
    const expiry = formatMoment(expiryMs);
    if (expiryMs <= nowMs)
        return {
            level: 'warning',
            text: text_text `The token expired at ${expiry}; the runner's clock shows ${formatMoment(nowMs)}. If the API rejects the token, create a new one.`,
            title: 'Token expired',
        };
    if (expiryMs >= deadlineMs)
        return undefined;
    return {
        level: 'warning',
        text: text_text `The token expires at ${expiry}, before this step's timeout. If the reset takes longer, the step fails. Use a token that expires later.`,
        title: 'Token expires before the timeout',
    };
}
/** What the log says about an event of the wait. */
function describeEvent(event, policy) {
    switch (event.kind) {
        case 'checked':
            return describeCheck(event, policy);
        case 'heartbeat':
            return [{ level: 'info', text: describeHeartbeat(event, policy) }];
    }
}
function at(momentMs, line) {
    return text_text `[${formatElapsed(momentMs)}] ${line}`;
}
function describeCheck(event, policy) {
    const { endedMs } = event.times;
    const changes = [
        describeRecovery(event),
        describeNotStarted(event, policy),
        describeStatusChange(event),
        describeFirstFailure(event, policy),
        describeFinishedAtFirstCheck(event),
    ].filter((change) => change !== undefined);
    return [
        { level: 'debug', text: at(endedMs, describeRawCheck(event)) },
        ...changes.map((change) => ({ level: 'info', text: at(endedMs, change) })),
        ...describeUndocumented(event),
    ];
}
function describeRawCheck({ check, times, after, plan }) {
    const { retryAfterMs } = check;
    const returned = check.kind === 'status'
        ? join([quotedExactly(check.status, 100), quoted(check.message)], ': ')
        : text_text `${plain(check.kind)}: ${check.problem.text}`;
    return join([
        text_text `check ${after.checks} took ${Math.round(times.endedMs - times.startedMs)} ms`,
        retryAfterMs > 0 ? text_text `retry after ${formatDuration(retryAfterMs)}` : undefined,
        plan && text_text `next check in ${Math.round(plan.atMs - times.endedMs)} ms`,
        returned,
    ], '; ');
}
function describeRecovery({ before, after, times }) {
    const outage = outageOf(before);
    if (outage === undefined || outageOf(after) !== undefined)
        return undefined;
    const wasLogged = shouldLog(before.periods);
    const lastedMs = times.endedMs - outage.sinceMs;
    if (!wasLogged && lastedMs < minPauseMs.status)
        return undefined;
    const failures = text_text `${outage.checks} ${plain(outage.checks === 1 ? 'failure' : 'failures')}`;
    const recovered = text_text `Checks recovered after ${failures} in ${formatElapsed(times.endedMs, outage.sinceMs)}.`;
    return join([recovered, wasLogged ? undefined : known_describeProblem(before)]);
}
/** Minimum pause before the same change is logged again, so that a flapping API doesn't fill the log. */
const minPauseMs = { status: 60_000, outage: 300_000 };
/** Whether the start of the latest period gets a line. If it doesn't, the heartbeat shows it. */
function shouldLog(periods) {
    const latest = periods.at(-1);
    if (latest === undefined)
        return true;
    const again = periods.findLastIndex((period) => period !== latest && logName(period) === logName(latest));
    if (again === -1)
        return true;
    const endedMs = periods[again + 1]?.sinceMs ?? 0;
    return latest.sinceMs - endedMs >= minPauseMs[latest.kind === 'outage' ? 'outage' : 'status'];
}
function logName(period) {
    return period.kind === 'status' ? period.status : period.kind;
}
function describeNotStarted({ meaning, before, after }, policy) {
    if (meaning.kind !== 'not-started' || lastKnown(before)?.kind === 'not-started')
        return undefined;
    if (!shouldLog(after.periods))
        return undefined;
    const start = text_text `The reset must start within ${formatDuration(policy.startTimeoutMs)}.`;
    if (meaning.returned === 'not-found')
        return join([text_text `Not started yet: ${meaning.problem.text}`, start]);
    const returned = text_text `${describeReturned(meaning.returned)}${aside(meaning.message)}`;
    return join([text_text `Not started yet: ${returned}${describeEarlier(meaning.returned)}`, start]);
}
function describeStatusChange({ meaning, before, after }) {
    if (meaning.kind !== 'status' || meaning.status === lastStatus(before))
        return undefined;
    if (!shouldLog(after.periods))
        return undefined;
    return text_text `Status: ${code(meaning.status)}${aside(meaning.message)}`;
}
function describeFirstFailure({ after, outcome }, policy) {
    const outage = outageOf(after);
    if (outage?.checks !== 1 || outcome !== undefined || !shouldLog(after.periods))
        return undefined;
    const tolerance = formatDuration(outageLimit(outage, after, policy).toleranceMs);
    return text_text `Checks are failing (tolerated for ${tolerance}): ${known_describeProblem(after)}`;
}
/** If no start was seen before a result, it can be the result of an earlier reset. */
function describeFinishedAtFirstCheck({ after, outcome }) {
    const isFinished = outcome?.kind === 'completed' || outcome?.kind === 'failed';
    if (!isFinished || timelineOf(after).length > 1)
        return undefined;
    return text_text `The reset ${describeFirstSeen(plain('finished'), after)}. If you just started it, set ${code('start-timeout')}: this may be the result of an earlier reset.`;
}
function describeUndocumented({ meaning, before }) {
    const isFirst = before.periods.every(({ kind }) => kind !== 'undocumented');
    if (meaning.kind !== 'undocumented' || !isFirst)
        return [];
    const line = text_text `An undocumented status was returned: ${quotedExactly(meaning.status, 100)}. Still waiting; only ${quoted('completed')} is a success.`;
    return [{ level: 'warning', text: line, title: 'Undocumented status' }];
}
const maxAsideLength = 200;
function describeHeartbeat({ nowMs, progress, plan }, policy) {
    const left = formatElapsed(deadlineOf(progress, policy) - nowMs);
    const limit = awaitsStart(progress) ? text_text `must start within ${left}` : text_text `times out in ${left}`;
    return at(nowMs, text_text `${describeCurrent(progress, nowMs)} (${limit}, ${describePlan(plan, nowMs)})`);
}
function describePlan(plan, nowMs) {
    if (plan === undefined)
        return text_text `no time for another check`;
    return plan.atMs <= nowMs
        ? text_text `check in progress`
        : text_text `next check in ${formatElapsed(plan.atMs - nowMs + 999)}`;
}
function describeCurrent(progress, nowMs) {
    const outage = outageOf(progress);
    const known = describeKnown(progress, nowMs, maxAsideLength);
    if (outage !== undefined) {
        const failing = text_text `Checks have been failing for ${formatElapsed(nowMs, outage.sinceMs)}: ${known_describeProblem(progress)}`;
        if (known === undefined)
            return failing;
        const isStarted = lastKnown(progress)?.kind !== 'not-started';
        return text_text `${failing} ${plain(isStarted ? 'Last status' : 'Before that')}: ${known}`;
    }
    if (known === undefined)
        return text_text `No response yet`;
    const hasFailed = progress.periods.some(({ kind, sinceMs }) => kind === 'outage' && nowMs - sinceMs < heartbeatIntervalMs);
    return hasFailed ? text_text `${known}; some checks are failing` : known;
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./lib/runner.js





// Everything that the action prints goes through this file: text is sanitized to one line here, and nowhere before.
const maxLineLength = 1_000;
const maxAnnotationLength = 4_000;
/** Returns an input's value; undefined if its environment variable isn't set at all, as no runner leaves it. */
function readInput(name) {
    return process.env[`INPUT_${name.toUpperCase()}`] === undefined ? undefined : getInput(name);
}
/** Makes the runner replace a secret in everything that is printed from now on. */

/**
 * Prints text: `debug` only if step debugging is on; `notice`, `warning`, and `error` as annotations.
 *
 * @param title of an annotation; static, because the runner doesn't mask titles
 */
function print(level, message, title = '') {
    const line = (maxLength) => oneLine(toPlain(message), maxLength);
    if (level === 'info')
        info(line(maxLineLength));
    else if (level !== 'debug')
        annotate[level](line(maxAnnotationLength), { title });
    else if (isDebug())
        debug(line(maxLineLength));
}
const annotate = { notice: notice, warning: warning, error: error };
/** What keeps the outputs from being written, to report it before the wait; undefined if nothing does. */
function outputProblem() {
    try {
        (0,external_node_fs_namespaceObject.appendFileSync)(checkFile('GITHUB_OUTPUT'), '');
        return undefined;
    }
    catch (error) {
        return text_text `The ${code('GITHUB_OUTPUT')} file can't be opened for writing: ${quoted(messageOf(error))}.`;
    }
}
/**
 * Writes all outputs, in their order and unchanged: the output file is safe for any text.
 *
 * @throws Error if one can't be written; those after it aren't written either
 */
function writeOutputs(outputs) {
    // Without the file, the toolkit would print the outputs, which a runner no longer reads.
    checkFile('GITHUB_OUTPUT');
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
/** Whether the runner accepts a job summary. */
function takesSummary() {
    return Boolean(process.env.GITHUB_STEP_SUMMARY);
}
/**
 * Adds Markdown to the job summary, unchanged.
 *
 * @throws Error if it can't be written
 */
function writeSummary(markdown) {
    // The toolkit's own way takes longer than the rest of the report: it loads promises for files.
    (0,external_node_fs_namespaceObject.appendFileSync)(checkFile('GITHUB_STEP_SUMMARY'), markdown);
}
/** The file that a variable names, which exists. Opening a pipe without a reader would block forever. */
function checkFile(variable) {
    const file = process.env[variable];
    if (!file)
        throw new Error(`${variable} isn't set`);
    const found = (0,external_node_fs_namespaceObject.statSync)(file);
    if (!found.isFile() && !found.isCharacterDevice())
        throw new Error(`${variable} doesn't name a file`);
    return file;
}

;// CONCATENATED MODULE: ./lib/report/timeline-table.js

const maxRows = 12;
/**
 * The periods of a run as an HTML table: what was known, since when, and for how long, in whole seconds that add up.
 * There is nothing untrusted in it.
 *
 * @param startedMs when the step started, as Unix time in milliseconds
 * @returns empty if there are fewer than two rows
 */
function timelineTable({ outcome, progress, elapsedMs }, startedMs) {
    const rows = rowsOf(progress.periods, elapsedMs);
    if (rows.length < 2)
        return '';
    const timeOf = timeFormat(startedMs, startedMs + elapsedMs);
    const lines = rows.map(({ name, sinceMs, untilMs }) => {
        const duration = name === outcome.kind ? '' : formatElapsed(untilMs, sinceMs).replaceAll(' ', '\u00A0');
        return `<tr><td nowrap>${name}</td><td nowrap>${timeOf(sinceMs)}</td><td nowrap align="right">${duration}</td></tr>`;
    });
    return `### Timeline\n\n${folded(lines)}`;
}
function rowsOf(periods, elapsedMs) {
    const starts = [{ name: 'waiting for response', sinceMs: 0 }, ...periods.map(rowStart)];
    const rows = starts.map((start, index) => ({ ...start, untilMs: starts[index + 1]?.sinceMs ?? elapsedMs }));
    const [first, ...others] = rows;
    return first !== undefined && first.untilMs < 1_000 ? others : rows;
}
function rowStart(period) {
    return { name: rowName(period), sinceMs: period.sinceMs };
}
function rowName(period) {
    if (period.kind === 'status')
        return period.status;
    if (period.kind !== 'not-started')
        return rowNames[period.kind];
    return `not started yet (${period.returned === 'not-found' ? '404' : period.returned})`;
}
const rowNames = {
    undocumented: 'undocumented status',
    outage: 'checks failing',
    omitted: 'omitted',
};
/** Creates the function that formats a moment since the step started: without the date if all are on the same day. */
function timeFormat(startedMs, endedMs) {
    const format = (momentMs) => formatMoment(momentMs).replace(' UTC', '');
    const isWithinDay = format(startedMs).slice(0, 10) === format(endedMs).slice(0, 10);
    return (sinceMs) => format(startedMs + sinceMs).slice(isWithinDay ? -8 : 0);
}
const header = '<tr><th align="left">Status</th><th align="left">Started (UTC)</th><th align="right">Duration</th></tr>';
function folded(rows) {
    const table = (some) => `<table>\n${header}\n${some.join('\n')}\n</table>`;
    const earlier = rows.slice(0, -maxRows);
    const latest = table(rows.slice(-maxRows));
    if (earlier.length === 0)
        return latest;
    const count = earlier.length === 1 ? '1 earlier row' : `${earlier.length} earlier rows`;
    return `<details><summary>${count}</summary>\n${table(earlier)}\n</details>\n\n${latest}`;
}

;// CONCATENATED MODULE: ./lib/report/summary.js





function iconOf({ kind }, isSuccess) {
    if (isSuccess)
        return '✅';
    return kind === 'cancelled' ? '🚫' : '❌';
}
/**
 * The job summary of a run, as Markdown. What isn't static is inside HTML blocks, where Markdown isn't read, so that no
 * text can break out of its place.
 *
 * @param subject undefined if the inputs are invalid
 * @param startedMs when the step started, as Unix time in milliseconds
 */
function summarize(result, verdict, subject, startedMs) {
    const { isSuccess, title, reason, details, nextSteps, heading } = verdict;
    const steps = [...nextSteps.map((step) => toHtml(step)), troubleshootingLink(heading)];
    const sections = [
        `## ${iconOf(result.outcome, isSuccess)} ${title}`,
        `<p>${toHtml(reason)}</p>`,
        summary_list(details.map((detail) => toHtml(detail))),
        isSuccess ? '' : `### Next steps\n\n${summary_list(steps)}`,
        timelineTable(result, startedMs),
        detailsTable(result, subject, startedMs),
    ];
    return `${sections.filter(Boolean).join('\n\n')}\n`;
}
function summary_list(items) {
    return items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}
/** A link to the troubleshooting page of this version: GitHub makes the anchor from the heading. */
function troubleshootingLink(heading) {
    const anchor = heading
        .toLowerCase()
        .replace(/[^a-z ]/g, '')
        .replaceAll(' ', '-');
    const page = `https://github.com/await-recovery-reset/await-recovery-reset/blob/v${version}/docs/troubleshooting.md`;
    return `For more help, see <a href="${page}#${anchor}">Troubleshooting</a>.`;
}
function detailsTable({ outcome, progress, elapsedMs }, subject, startedMs) {
    const { id, assemblyId, projectId, accountId } = subject?.identifiers ?? {};
    const finished = `${formatMoment(startedMs + elapsedMs)} (${formatElapsed(elapsedMs)})`;
    const details = [
        ['Request', subject && `GET ${subject.statusUrl.href}`],
        ['Recovery', id],
        ['Assembly', assemblyId],
        ['Project', projectId],
        ['Account', accountId],
        ['Cause', outcome.kind === 'error' ? outcome.problem.cause : undefined],
        ['Started', formatMoment(startedMs)],
        ['Finished', finished],
        ['Checks', progress.checks === 0 ? undefined : `${progress.checks} (${failedChecksOf(progress)} failed)`],
        ['Version', version],
    ];
    const rows = details.flatMap(([name, value]) => value === undefined ? [] : [`<tr><td nowrap>${name}</td><td>${toHtml(code(value))}</td></tr>`]);
    return `<details><summary>Details</summary>\n<table>\n${rows.join('\n')}\n</table>\n</details>`;
}

;// CONCATENATED MODULE: ./lib/report/next-steps.js



const unknown = text_text `The result is unknown. Check the reset in Cloud Rewind.`;
const keepWaiting = text_text `To keep waiting, run a workflow that only waits, such as ${code('wait.yml')}, with this ${code('recovery-id')} and ${code('start-timeout: 0s')}. Rerunning this job repeats its earlier steps and may start another reset.`;
const longerOutages = text_text `To tolerate longer outages, increase ${code('outage-tolerance')}.`;
const compareUrl = text_text `Compare the request URL with your tenant's API reference. Set the host in ${code('api-url')} and the path in ${code('status-path')}.`;
const compareIds = text_text `Check ${code('recovery-id')}, ${code('assembly-id')}, ${code('project-id')}, and ${code('account-id')}.`;
const checkHost = text_text `Check the host in ${code('api-url')}.`;
const allowRunner = text_text `If a proxy or gateway responds instead of the API, allow the runner through it.`;
const anotherReset = text_text `If you just started the reset, set ${code('start-timeout: 2m')}: this may be the result of an earlier reset.`;
/** What to do about a result, the most likely first. */
function nextStepsFor(result, subject) {
    const { outcome, progress } = result;
    switch (outcome.kind) {
        case 'completed':
            return [];
        case 'failed':
            return [
                text_text `Fix the cause (possibly the pre-reset webhook or what it calls), then reset the recovery again in Cloud Rewind.`,
                text_text `Then wait for the new reset with ${code('start-timeout: 2m')}, so that this failure isn't mistaken for its result.`,
                ...(timelineOf(progress).length > 1 ? [] : [anotherReset]),
            ];
        case 'stalled':
            return [
                text_text `Wait for the running restore to finish, or cancel it in Cloud Rewind. Then check the reset there.`,
                text_text `To wait instead of failing, set ${code('on-stalled: wait')}.`,
            ];
        case 'not-started':
            return afterMissingStart(progress, subject);
        case 'timed-out':
            return afterTimeout(progress, subject);
        case 'cancelled':
            return afterCancellation(progress);
        case 'error':
            return afterError(outcome, progress, subject);
    }
}
function afterMissingStart(progress, subject) {
    const known = lastKnown(progress);
    const returned = known?.kind === 'not-started' ? known.returned : undefined;
    const isUnproven = known?.kind === 'undocumented' && !isRecognized(progress);
    return [
        ...(subject?.isRerun
            ? [
                text_text `The reset may have finished since an earlier attempt started it. If this attempt didn't start the reset again, use ${code('start-timeout: 0s')}.`,
            ]
            : []),
        ...(returned === 'not-found' || isUnproven ? [compareIds, compareUrl] : stepsInOutage(progress, subject)),
        ...(returned === 'stalled' ? [waitForRestore] : []),
        text_text `Check that the reset was started, and that it was started for this ${code('recovery-id')}.`,
        text_text `If it takes longer to start, increase ${code('start-timeout')}.`,
        text_text `If it may have finished before this step started, or between two checks, omit ${code('start-timeout')}.`,
    ];
}
/** What to do about the checks that were failing at the end. */
function stepsInOutage(progress, subject) {
    const { problem } = progress;
    return problem && outageOf(progress) ? stepsFor(problem, progress, subject) : [];
}
const waitForRestore = text_text `If a restore is running on the Cloud Rewind timeline, wait for it to finish, or cancel it in Cloud Rewind.`;
function afterTimeout(progress, subject) {
    if (isKnownToRun(progress))
        return [
            text_text `The reset is still running.`,
            keepWaiting,
            text_text `If resets often take longer, increase ${code('timeout')} (and the job's ${code('timeout-minutes')}).`,
            text_text `If it isn't progressing, check the recovery in Cloud Rewind.`,
        ];
    return lastKnown(progress) === undefined
        ? [unknown, ...stepsInOutage(progress, subject).filter((step) => step !== unknown)]
        : [unknown, keepWaiting];
}
function afterCancellation(progress) {
    return [
        text_text `Only the wait was cancelled, not the reset.`,
        ...(awaitsStart(progress) ? [] : [keepWaiting]),
        text_text `If nobody cancelled the run, check the job's ${code('timeout-minutes')}, the workflow's ${code('concurrency')}, and whether the runner was shut down.`,
    ];
}
function afterError({ problem, limit }, progress, subject) {
    const steps = stepsFor(problem, progress, subject);
    return limit?.isTolerance && problem.hint !== 'rate-limit' ? [...steps, longerOutages] : steps;
}
/** What to do about a problem: once the API has responded, most of the setup was right. */
function stepsFor(problem, progress, subject) {
    const isProven = hasReturnedStatus(progress) || (isRecognized(progress) && !apiCauses.includes(problem.cause));
    const setupSteps = () => stepsByHint(problem, subject) ?? stepsByCause[problem.cause](problem);
    if (!isProven)
        return setupSteps();
    switch (problem.cause) {
        case 'credentials':
            return [
                text_text `If the token has expired, create a new one, and save it as the secret used for ${code('token')}.`,
                unknown,
            ];
        case 'permissions':
            return problem.hint === 'bare-message' ? [unknown, allowRunner] : [grant(problem), unknown];
        case 'not-found':
            return problem.hint === 'bare-message' ? [unknown] : [wasDeleted];
        case 'certificate':
        case 'proxy':
            return [unknown, ...setupSteps()];
        case 'inputs':
        case 'internal':
            return setupSteps();
        case 'rejected':
        case 'redirect':
        case 'unexpected-response':
        case 'unreachable':
        case 'server':
            return [unknown, ...(stepsByHint(problem, subject) ?? [])];
    }
}
/** The causes that the API's own refusals have, whether or not the setup is right. */
const apiCauses = ['credentials', 'permissions', 'not-found', 'rejected'];
/** Whether a status of the recovery was returned, of whichever reset: host, path, token, and IDs were right then. */
function hasReturnedStatus({ periods }) {
    return periods.some((period) => period.kind === 'not-started' ? period.returned !== 'not-found' : period.kind === 'status');
}
const wasDeleted = text_text `Check in Cloud Rewind whether the recovery was deleted; earlier checks found it.`;
function grant({ requiredPermissions = [] }) {
    const names = requiredPermissions.slice(0, 10).map(code);
    return names.length === 0
        ? text_text `Grant the service account the required permissions.`
        : text_text `Grant the service account ${list(names)}.`;
}
/** @returns undefined if the problem has no hint, or one that doesn't change the next steps */
function stepsByHint({ hint }, subject) {
    switch (hint) {
        case 'stale':
            return [
                text_text `Exempt the request path from the cache in front of the API, or add a query to ${code('status-path')} that is different in each run.`,
            ];
        case 'compressed':
            return [text_text `Configure whatever is in front of the API not to compress responses.`];
        case 'escaped-character':
            return [
                text_text `Configure whatever is in front of the API to pass escaped characters, such as ${code('%2F')}, unchanged.`,
            ];
        case 'same-url':
            return [
                text_text `If something in front of the API requires cookies or a sign-in, allow the runner through it.`,
            ];
        case 'rate-limit':
            return [text_text `To send fewer requests, increase ${code('max-poll-interval')}.`];
        case 'certificate-authority':
            return [subject?.extraCertificates ?? privateCa];
        case 'certificate-dates':
            return [text_text `If the certificate has expired, renew it. If it's valid, correct the runner's clock.`];
        case 'certificate-host':
            return [text_text `Correct ${code('api-url')}, or have the certificate issued for its host.`];
        case 'weak-certificate':
            return [text_text `Have the certificate reissued with a stronger key and signature.`];
        case 'bare-message':
        case undefined:
            return undefined;
    }
}
const privateCa = text_text `For a private CA, set ${code('NODE_EXTRA_CA_CERTS')} to the CA certificate file.`;
const newToken = text_text `Create a JWT key in Cloud Rewind under IAM > Users > Service Accounts, and save it as the secret used for ${code('token')}.`;
const stepsByCause = {
    // Each of their texts says what is accepted.
    inputs: () => [],
    credentials: () => [newToken, text_text `Check that ${code('api-url')} and the token belong to the same tenant.`],
    permissions: (problem) => [
        grant(problem),
        text_text `Check that it has access to this account, project, and assembly.`,
        ...(problem.hint === 'bare-message' ? [compareUrl] : []),
    ],
    'not-found': () => [
        compareIds,
        compareUrl,
        text_text `If the reset was just started, set ${code('start-timeout')}.`,
    ],
    rejected: ({ hint }) => hint === 'bare-message'
        ? [compareUrl, compareIds]
        : [text_text `Follow the API's message, and check the recovery in Cloud Rewind.`, compareIds],
    redirect: () => [
        text_text `Set ${code('api-url')} and ${code('status-path')} to the final URL.`,
        text_text `If it redirects to a login page, allow the runner through your proxy or gateway.`,
    ],
    'unexpected-response': () => [compareUrl, allowRunner],
    certificate: () => [
        privateCa,
        text_text `If the certificate has expired, renew it. If it's for a different host, correct ${code('api-url')}.`,
    ],
    proxy: () => [
        text_text `Check ${code('https_proxy')} on the runner, including the credentials.`,
        text_text `Allow the API host on the proxy, or add it to ${code('no_proxy')}.`,
    ],
    unreachable: () => [
        checkHost,
        text_text `Check that the runner can reach it (DNS, firewall, ${code('https_proxy')}).`,
    ],
    server: () => [unknown, checkHost],
    internal: () => [
        unknown,
        text_text `If this happens again, open an issue: ${code('https://github.com/await-recovery-reset/await-recovery-reset/issues')}`,
    ],
};

;// CONCATENATED MODULE: ./lib/report/verdict.js






/** @param subject undefined if the inputs are invalid */
function verdictOf(result, subject) {
    const { outcome } = result;
    const reason = describeReason(result, subject);
    const details = outcome.kind === 'error' ? (outcome.problem.details ?? []) : [];
    const nextSteps = nextStepsFor(result, subject);
    const annotation = join([reason, ...details, ...nextSteps, describeRequest(outcome, subject)]);
    return {
        isSuccess: outcome.kind === 'completed',
        heading: headingOf(outcome),
        title: titleOf(outcome),
        reason,
        details,
        nextSteps,
        message: 'apiMessage' in outcome ? outputMessage(outcome) : toPlain(annotation),
        annotation,
    };
}
const titles = {
    completed: 'Recovery reset completed',
    failed: 'Recovery reset failed',
    stalled: 'Recovery reset stalled',
    'not-started': "Recovery reset didn't start",
    'timed-out': 'Timed out waiting for recovery reset',
    cancelled: 'Waiting for recovery reset was cancelled',
};
const errorTitles = {
    inputs: 'Invalid configuration',
    credentials: 'Authentication failed',
    permissions: 'Access denied',
    'not-found': 'Not found',
    rejected: 'Request rejected',
    redirect: 'Redirected',
    'unexpected-response': 'Unexpected response',
    certificate: 'Certificate not trusted',
    proxy: 'Proxy error',
    unreachable: 'API unreachable',
    server: 'API unavailable',
    internal: 'Internal error',
};
function headingOf(outcome) {
    return outcome.kind === 'error' ? errorTitles[outcome.problem.cause] : titles[outcome.kind];
}
function titleOf(outcome) {
    const statusCode = outcome.kind === 'error' ? outcome.problem.statusCode : undefined;
    return statusCode === undefined ? headingOf(outcome) : `${headingOf(outcome)} (${statusCode})`;
}
function outputMessage({ kind, apiMessage }) {
    return apiMessage || (kind === 'completed' ? '' : `${capitalize(statusMeanings[kind])}.`);
}
function capitalize(value) {
    return value.charAt(0).toUpperCase() + value.slice(1);
}
const maxQuoteLength = 2_000;
function describeReason(result, subject) {
    const { outcome, progress, elapsedMs } = result;
    const reset = subject === undefined ? text_text `reset` : text_text `reset of recovery ${code(subject.identifiers.id)}`;
    switch (outcome.kind) {
        case 'completed':
        case 'failed':
        case 'stalled':
            return join([text_text `The ${reset} ${describeFinish(outcome, result)}.`, describeApiMessage(outcome)]);
        case 'not-started':
            return join([
                text_text `The ${reset} wasn't seen running within ${formatDuration(subject?.policy.startTimeoutMs ?? elapsedMs)} (${describeChecks(progress)}).`,
                describeEnd(result),
            ]);
        case 'timed-out':
            return join([
                text_text `Timed out after waiting ${formatDuration(subject?.policy.timeoutMs ?? elapsedMs)} for the ${reset} (${describeChecks(progress)}).`,
                describeEnd(result),
            ]);
        case 'cancelled':
            return join([
                text_text `Waiting for the ${reset} was cancelled after ${formatElapsed(elapsedMs)} (${describeChecks(progress)}).`,
                awaitsStart(progress) ? text_text `The reset hadn't been seen running yet.` : undefined,
                describeEnd(result),
            ]);
        case 'error':
            return join([outcome.problem.text, describeLimit(outcome, progress), describeLastKnown(result)]);
    }
}
/** If the first check already returned the result, the time of the result is unknown. */
function describeFinish({ kind }, { progress, elapsedMs }) {
    if (timelineOf(progress).length > 1)
        return text_text `${plain(kind)} after ${formatElapsed(elapsedMs)}`;
    return describeFirstSeen(plain(kind), progress);
}
function describeApiMessage({ kind, apiMessage }) {
    return apiMessage === ''
        ? withoutMessage[kind]
        : text_text `The API's message: ${quoted(apiMessage, maxQuoteLength)}.`;
}
const withoutMessage = {
    completed: text_text ``,
    failed: text_text `The API gave no reason. This status can also mean that the pre-reset webhook failed.`,
    stalled: text_text `The API gave no reason. A reset can't run while a restore is running on the Cloud Rewind timeline.`,
};
/** What was known last, and an outage that hides what came after it. */
function describeEnd(result) {
    return join([describeLastKnown(result), describeOutage(result)]);
}
function describeLastKnown({ progress, elapsedMs }) {
    const known = lastKnown(progress);
    if (known?.kind === 'not-started') {
        const lasted = text_text `For ${knownFor(known, progress, elapsedMs)}, `;
        if (known.returned === 'not-found')
            return outageOf(progress) === undefined
                ? text_text `${lasted}${known_describeProblem(progress)}`
                : text_text `${lasted}${describeReturned(known.returned)}.`;
        return text_text `${lasted}${describeReturned(known.returned)}${aside(progress.message, maxQuoteLength)}${describeEarlier(known.returned)}`;
    }
    const status = describeKnown(progress, elapsedMs, maxQuoteLength);
    return status && text_text `Last status: ${status}.`;
}
function describeOutage({ progress, elapsedMs }) {
    const outage = outageOf(progress);
    return (outage &&
        text_text `All checks in the last ${formatElapsed(elapsedMs, outage.sinceMs)} failed: ${known_describeProblem(progress)}`);
}
function describeLimit({ limit }, progress) {
    const outage = outageOf(progress);
    if (limit === undefined || outage === undefined)
        return undefined;
    const checks = outage.checks === 1 ? text_text `1 check failed` : text_text `${outage.checks} consecutive checks failed`;
    const tolerance = formatDuration(limit.toleranceMs);
    if (!limit.isTolerance)
        return text_text `${checks}; until a response shows that the host is the Cloud Rewind API, failures are tolerated for at most ${tolerance}.`;
    return limit.toleranceMs === 0
        ? text_text `${checks}, and ${code('outage-tolerance')} is ${tolerance}.`
        : text_text `${checks}, for longer than ${code('outage-tolerance')} (${tolerance}).`;
}
/** The causes for which the URL may be wrong. */
const urlCauses = [
    'not-found',
    'rejected',
    'redirect',
    'unexpected-response',
    'permissions',
];
function describeRequest(outcome, subject) {
    const isUrlCause = outcome.kind === 'error' && urlCauses.includes(outcome.problem.cause);
    return subject && isUrlCause ? text_text `Request: ${code(`GET ${subject.statusUrl.href}`)}` : undefined;
}

;// CONCATENATED MODULE: ./lib/report/report.js







/**
 * Reports the result of a run: outputs, job summary, one annotation. If any of that fails, the verdict stays, except
 * that success requires the outputs to be written.
 *
 * @returns whether the step succeeds
 */
function report(result, context) {
    // From a whole second on, so that moments and durations agree wherever they are shown.
    const startedMs = context.startedMs - (context.startedMs % 1_000);
    const reached = verdictOf(result, context.subject);
    const outputProblem = attempt(() => writeOutputs(outputsOf(result, reached.message, startedMs)));
    const verdict = outputProblem === undefined ? reached : withLostOutputs(reached, outputProblem, result);
    const summaryProblem = attempt(() => addSummary(result, verdict, { ...context, startedMs }));
    attempt(() => {
        if (summaryProblem !== undefined)
            print('info', text_text `Couldn't write the job summary: ${summaryProblem}.`);
        print(verdict.isSuccess ? 'notice' : 'error', verdict.annotation, verdict.title);
    });
    return verdict.isSuccess;
}
function addSummary(result, verdict, context) {
    if (context.writeSummary && takesSummary())
        writeSummary(summarize(result, verdict, context.subject, context.startedMs));
}
const lostOutputsTitle = 'Outputs could not be written';
function withLostOutputs(verdict, problem, { outcome }) {
    // The output file was checked together with the inputs.
    if (outcome.kind === 'error' && outcome.problem.cause === 'inputs')
        return verdict;
    const lost = text_text `The outputs of this step couldn't be written: ${problem}.`;
    return {
        ...verdict,
        isSuccess: false,
        heading: verdict.isSuccess ? lostOutputsTitle : verdict.heading,
        title: verdict.isSuccess ? lostOutputsTitle : verdict.title,
        reason: text_text `${verdict.reason} ${lost}`,
        annotation: text_text `${verdict.annotation} ${lost}`,
    };
}
function attempt(action) {
    try {
        action();
        return undefined;
    }
    catch (error) {
        return quoted(messageOf(error));
    }
}
const maxMessageBytes = 64 * 1024;
// As JSON, they have to fit into an output of 64 KiB.
const maxTimelineEntries = 500;
/**
 * The outputs of a run.
 *
 * @param message why the wait ended
 * @param startedMs when the step started, as Unix time in milliseconds
 */
function outputsOf(result, message, startedMs) {
    const { outcome, progress, elapsedMs } = result;
    return {
        message: shortenToBytes(message, maxMessageBytes),
        outcome: outcome.kind,
        cause: outcome.kind === 'error' ? outcome.problem.cause : '',
        'elapsed-seconds': String(wholeSeconds(elapsedMs)),
        checks: String(progress.checks),
        timeline: timelineJson(result, startedMs),
        // Last, because gates read it: it's written only if all the others could be.
        status: report_statusOf(result),
    };
}
/** The last status that was seen, and `completed` if and only if the step succeeds. */
function report_statusOf({ outcome, progress }) {
    const status = lastStatus(progress) ?? '';
    return status === 'completed' && outcome.kind !== 'completed' ? '' : status;
}
function timelineJson({ progress }, startedMs) {
    const entries = timelineOf(progress)
        .slice(-maxTimelineEntries)
        .map(({ status, sinceMs }) => ({
        status,
        at: new Date(startedMs + sinceMs).toISOString(),
        elapsedSeconds: wholeSeconds(sinceMs),
    }));
    return JSON.stringify(entries);
}
function wholeSeconds(durationMs) {
    return Math.floor(durationMs / 1_000);
}

;// CONCATENATED MODULE: ./lib/wait/clock.js
/** The process's own clock: it started with the process and doesn't jump with the time of day. */
const processClock = {
    now: () => performance.now(),
    sleep: (durationMs, signal) => new Promise((resolve) => {
        if (signal.aborted)
            return resolve();
        const finish = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', finish);
            resolve();
        };
        const timer = setTimeout(finish, durationMs);
        signal.addEventListener('abort', finish);
    }),
    every: (intervalMs, callback) => {
        const timer = setInterval(callback, intervalMs);
        return () => clearInterval(timer);
    },
};

;// CONCATENATED MODULE: ./lib/main.js
















/**
 * Runs the action once.
 *
 * @param signal aborts the wait; its reason is an `AbortReason`
 * @returns whether the step succeeds
 */
async function main(signal) {
    const startedMs = performance.timeOrigin;
    const tooOld = nodeProblem(process.versions.node);
    if (tooOld)
        return report(invalid([tooOld]), { startedMs, subject: undefined, writeSummary: true });
    const redact = maskSecrets();
    const inputs = readInputs(readInput, redact);
    const { writeSummary } = inputs;
    const lostOutputs = outputProblem() ?? [];
    if ('problems' in inputs)
        return report(invalid([...inputs.problems, lostOutputs]), { startedMs, subject: undefined, writeSummary });
    const problems = [...environmentProblems(process.env, inputs.apiUrl, checkBypass), lostOutputs];
    const result = problems.every(isEmpty) ? await awaitReset(inputs, redact, signal) : invalid(problems);
    return report(result, { startedMs, subject: subjectOf(inputs, result), writeSummary });
}
function subjectOf({ identifiers, policy, statusUrl }, { outcome }) {
    const isRerun = Number(process.env.GITHUB_RUN_ATTEMPT) > 1;
    const isUntrusted = outcome.kind === 'error' && outcome.problem.hint === 'certificate-authority';
    const extraCertificates = isUntrusted ? extraCertificatesProblem(process.env, external_node_fs_namespaceObject.readFileSync) : undefined;
    return { identifiers, policy, statusUrl, isRerun, extraCertificates };
}
function maskSecrets() {
    const secrets = [...secretsOf(readInput('token') ?? ''), ...proxySecrets(process.env)];
    for (const secret of secrets)
        setSecret(secret);
    return redactor(secrets);
}
function invalid(problems) {
    return errorResult(invalidConfiguration(problems.filter((problem) => !isEmpty(problem))), processClock.now());
}
async function awaitReset(inputs, redact, signal) {
    const { identifiers, policy, statusUrl } = inputs;
    print('info', describeStart(identifiers.id, policy));
    print('info', code(redact(`GET ${statusUrl.href}`)));
    warnOfLimits(inputs);
    try {
        const result = await waitForReset({
            policy,
            clock: processClock,
            check: statusClient({ ...inputs, redact }),
            observe: (event) => describeEvent(event, policy).forEach(printEntry),
            random: Math.random,
            signal,
        });
        const { reason } = signal;
        return reason?.kind === 'crashed' ? crash(reason.error, redact, result.progress) : result;
    }
    catch (error) {
        return crash(error, redact);
    }
}
function warnOfLimits({ token, policy }) {
    const jobLimit = timeoutWarning(policy.timeoutMs, process.env);
    if (jobLimit !== undefined)
        print('warning', jobLimit, 'Timeout longer than the job');
    const expiryMs = tokenExpiry(token);
    const deadlineMs = performance.timeOrigin + policy.timeoutMs;
    const expiry = expiryMs && describeTokenExpiry(expiryMs, Date.now(), deadlineMs);
    if (expiry)
        printEntry(expiry);
}
function printEntry({ level, text, title }) {
    print(level, text, title);
}
function crash(error, redact, progress) {
    return errorResult(unexpectedError(redact(messageOf(error))), processClock.now(), progress);
}


/***/ }),

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";
var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/async module */
/******/ 	(() => {
/******/ 		var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 		var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 		var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 		var resolveQueue = (queue) => {
/******/ 			if(queue && queue.d < 1) {
/******/ 				queue.d = 1;
/******/ 				queue.forEach((fn) => (fn.r--));
/******/ 				queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 			}
/******/ 		}
/******/ 		var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 			if(dep !== null && typeof dep === "object") {
/******/ 				if(dep[webpackQueues]) return dep;
/******/ 				if(dep.then) {
/******/ 					var queue = [];
/******/ 					queue.d = 0;
/******/ 					dep.then((r) => {
/******/ 						obj[webpackExports] = r;
/******/ 						resolveQueue(queue);
/******/ 					}, (e) => {
/******/ 						obj[webpackError] = e;
/******/ 						resolveQueue(queue);
/******/ 					});
/******/ 					var obj = {};
/******/ 					obj[webpackQueues] = (fn) => (fn(queue));
/******/ 					return obj;
/******/ 				}
/******/ 			}
/******/ 			var ret = {};
/******/ 			ret[webpackQueues] = x => {};
/******/ 			ret[webpackExports] = dep;
/******/ 			return ret;
/******/ 		}));
/******/ 		__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 			var queue;
/******/ 			hasAwait && ((queue = []).d = -1);
/******/ 			var depQueues = new Set();
/******/ 			var exports = module.exports;
/******/ 			var currentDeps;
/******/ 			var outerResolve;
/******/ 			var reject;
/******/ 			var promise = new Promise((resolve, rej) => {
/******/ 				reject = rej;
/******/ 				outerResolve = resolve;
/******/ 			});
/******/ 			promise[webpackExports] = exports;
/******/ 			promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 			module.exports = promise;
/******/ 			body((deps) => {
/******/ 				currentDeps = wrapDeps(deps);
/******/ 				var fn;
/******/ 				var getResult = () => (currentDeps.map((d) => {
/******/ 					if(d[webpackError]) throw d[webpackError];
/******/ 					return d[webpackExports];
/******/ 				}))
/******/ 				var promise = new Promise((resolve) => {
/******/ 					fn = () => (resolve(getResult));
/******/ 					fn.r = 0;
/******/ 					var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 					currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 				});
/******/ 				return fn.r ? promise : getResult();
/******/ 			}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 			queue && queue.d < 0 && (queue.d = 0);
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/************************************************************************/
/******/ 	
/******/ 	// startup
/******/ 	// Load entry module and return exports
/******/ 	// This entry module used 'module' so it can't be inlined
/******/ 	var __webpack_exports__ = __nccwpck_require__(188);
/******/ 	module.exports = __webpack_exports__;
/******/ 	
/******/ })()
;