/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 427:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ succeed)
/* harmony export */ });
// Imported before anything else: however the process ends from here on, it is a failed step, unless the one success
// there is was told. The exit code is settled at the very end, against code that ends the process or sets it too.
process.exitCode = 1;
let isSuccess = false;
process.on('exit', () => {
    process.exitCode = isSuccess ? 0 : 1;
});
/** Makes the step a success. */
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
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(889);


const longestDrainMs = 300;
const interruption = new AbortController();
const interrupt = (reason) => interruption.abort(reason);
const cancel = () => interrupt({ kind: 'cancelled' });
const crash = (thrown) => interrupt({ kind: 'crashed', thrown });
process.on('SIGINT', cancel);
process.on('SIGTERM', cancel);
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
// They speak to the authors of a program; in the log of a user they are noise.
process.noDeprecation = true;
// A reader that is gone takes the log with it, not the verdict.
process.stdout.on('error', () => { });
process.stderr.on('error', () => { });
const isSuccess = await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .main */ .i)(interruption.signal).catch(() => {
    process.stdout.write('::error::The action ended on an unexpected error. Please report it to its authors.\n');
    return false;
});
if (isSuccess)
    (0,_fail_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .succeed */ .P)();
await drained();
// A name lookup cannot be abandoned: to exit would wait for it, for minutes. A step that is red anyway need not.
if (!isSuccess && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
    process.kill(process.pid, 'SIGKILL');
process.exit();
/** Resolves when what was printed has left the process, which `process.exit` does not wait for. */
function drained() {
    return new Promise((resolve) => {
        setTimeout(resolve, longestDrainMs);
        // In a turn of its own: the lookup whose answer ended the wait is under way until this one is over.
        process.stdout.write('', () => setImmediate(resolve));
    });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 889:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// UNUSED EXPORTS: refusal

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
// proxied ones too, go through node:http. Without this stand-in, undici would be 85 % of the code that users run.

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
;// CONCATENATED MODULE: ./lib/text/thrown.js
/** The message of whatever was thrown. */
function messageOf(thrown) {
    return hasText(thrown, 'message') ? thrown.message : String(thrown);
}
/** The code of whatever was thrown, such as `ECONNREFUSED`; empty if it has none. */
function codeOf(thrown) {
    return hasText(thrown, 'code') ? thrown.code : '';
}
function hasText(thrown, name) {
    return typeof thrown === 'object' && thrown !== null && typeof Reflect.get(thrown, name) === 'string';
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
;// CONCATENATED MODULE: ./lib/api/proxy-tunnel.js

/** Whether a request goes through a proxy. */
function isTunnelAgent(agent) {
    return typeof agent === 'object' && 'proxyOptions' in agent;
}
/**
 * Makes the request that asks the proxy for a connection end with the signal, which the agent does not pass on, and
 * follows it. A proxy over TLS has to show a certificate of its own: without a name, that of the API would be asked
 * for, which stands in the request's host header.
 */
function traceTunnel(agent, signal) {
    const { host: urlHost, port } = agent.proxyOptions;
    const host = withoutBrackets(urlHost);
    const servername = (0,external_node_net_namespaceObject.isIP)(host) === 0 ? host : '';
    const tunnel = { proxyHost: port ? `${urlHost}:${port}` : urlHost, ...unanswered };
    const connect = agent.request;
    agent.request = (options) => connect({ ...options, host, servername, signal })
        .once('connect', ({ statusCode }) => Object.assign(tunnel, { statusCode }))
        .once('error', (error) => Object.assign(tunnel, { error }));
    return tunnel;
}
const unanswered = { statusCode: undefined, error: undefined };
/** The host of a URL as a socket takes it: an IPv6 address stands bare. */
function withoutBrackets(host) {
    return host.replace(/^\[(.*)\]$/, '$1');
}

;// CONCATENATED MODULE: ./lib/api/http.js




const bodyLimitBytes = 1024 * 1024;
/** Whether the environment's `no_proxy` (or the URL being on this machine) lets requests go around its proxy. */
function bypassesProxy(url) {
    return checkBypass(url);
}
/**
 * Makes one GET request. Redirects are not followed, nothing is retried, and nothing of the request is left when
 * the promise settles, which it does within `timeoutMs`.
 */
async function sendGet(request) {
    const abortion = new AbortController();
    const route = new Route(request.headers, abortion.signal);
    const { promise: stopped, resolve } = Promise.withResolvers();
    const stop = () => {
        abortion.abort();
        resolve(noResponse({ kind: 'timed-out', timeoutMs: request.timeoutMs, proxyHost: route.tunnel?.proxyHost }));
    };
    const timer = setTimeout(stop, request.timeoutMs);
    request.interruption.addEventListener('abort', stop);
    try {
        return await Promise.race([exchange(request, route), stopped]);
    }
    finally {
        clearTimeout(timer);
        request.interruption.removeEventListener('abort', stop);
    }
}
async function exchange(request, route) {
    const client = new HttpClient(undefined, [route], {
        allowRedirects: false,
        allowRetries: false,
        keepAlive: false,
        // The client's own timeout is one of inactivity: it must never come first.
        socketTimeout: request.timeoutMs + 60_000,
    });
    try {
        const { message } = await client.get(request.url.href);
        return await readResponse(message);
    }
    catch (error) {
        return noResponse(connectionFailure(error, route.tunnel));
    }
    finally {
        client.dispose();
    }
}
/** Lets a signal end a request wherever it goes, and follows the proxy's tunnel where it goes through one. */
class Route {
    #headers;
    #signal;
    tunnel;
    canHandleAuthentication = () => false;
    handleAuthentication = () => Promise.reject(new Error('There is no authentication to handle.'));
    constructor(headers, signal) {
        this.#headers = headers;
        this.#signal = signal;
    }
    prepareRequest(options) {
        // In place of the client's own, which tell the server which workflow is running.
        options.headers = { ...this.#headers };
        options.signal = this.#signal;
        if (isTunnelAgent(options.agent))
            this.tunnel = traceTunnel(options.agent, this.#signal);
        else if (options.host)
            options.host = withoutBrackets(options.host);
    }
}
function connectionFailure(error, tunnel) {
    if (tunnel?.statusCode !== undefined && tunnel.statusCode !== 200) {
        return { kind: 'proxy-refused', statusCode: tunnel.statusCode, proxyHost: tunnel.proxyHost };
    }
    const cause = tunnel?.error ?? error;
    return {
        kind: 'broken',
        code: codeOf(cause),
        message: messageOf(cause),
        proxyHost: tunnel?.proxyHost,
        atProxy: tunnel?.error !== undefined,
    };
}
function noResponse(failure) {
    return { kind: 'no-response', failure };
}
async function readResponse(message) {
    const body = await readBody(message, bodyLimitBytes);
    return {
        kind: 'response',
        statusCode: message.statusCode ?? 0,
        retryAfter: message.headers['retry-after'],
        location: message.headers.location,
        contentEncoding: message.headers['content-encoding'],
        body: body.text,
        bodyEnd: body.end,
    };
}
/**
 * Reads a response's body up to a limit. Always settles when the response ends, however it ends; a response that
 * never ends has to be ended by whoever reads it.
 *
 * @param limitBytes where reading stops and the connection is closed
 * @returns what came, as UTF-8 text, and how it ended
 */
function readBody(response, limitBytes) {
    return new Promise((resolve) => {
        const chunks = [];
        let size = 0;
        const finish = (end) => resolve({ text: decode(chunks), end });
        response.on('data', (chunk) => {
            size += chunk.length;
            if (size <= limitBytes)
                return void chunks.push(chunk);
            finish('too-large');
            response.destroy();
        });
        response.on('end', () => finish(response.complete ? 'whole' : 'cut'));
        response.on('error', () => finish('cut'));
        response.on('close', () => finish('cut'));
    });
}
function decode(chunks) {
    // Unlike Buffer's own decoding, this leaves out a byte order mark, which JSON does not allow.
    return new TextDecoder().decode(Buffer.concat(chunks));
}

;// CONCATENATED MODULE: ./lib/text/untrusted-text.js
// Control, format, lone surrogate, private-use and unassigned characters, and everything that may be drawn as nothing.
const harmful = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
// A mark combines with the character before it; anywhere but in a word it can only be there to hide something.
const markOutsideWord = /(?<![\p{L}\p{M}\p{N}])\p{M}+/gu;
// A colon or a number sign, compatibility forms included, before anything that could make it a command: besides the
// syntax itself everything beyond ASCII, because the runner's matching skips some letters and signs, too.
const commandSign = /[:#\uFE13\uFE55\uFE5F\uFF03\uFF1A](?=[:#[]|[^\p{ASCII}…])/gu;
/**
 * Makes any text one harmless line: nothing in it can start a workflow command, in either of the runner's
 * syntaxes, or break the line.
 *
 * @param text anything, from anywhere
 * @param maximumLength length of the result in UTF-16 code units, the ellipsis of a cut included
 */
function oneLine(text, maximumLength = 1_000) {
    const bounded = text.slice(0, maximumLength * 4);
    const line = bounded
        .replace(harmful, ' ')
        .replace(markOutsideWord, ' ')
        .replace(/\s+/gu, ' ')
        .replace(commandSign, '$& ')
        .trim();
    return shorten(bounded.length < text.length ? `${line}…` : line, maximumLength);
}
/**
 * Cuts a text at a code point, with an ellipsis where it was cut.
 *
 * @param maximumLength length of the result in UTF-16 code units, the ellipsis included
 */
function shorten(text, maximumLength) {
    if (text.length <= maximumLength)
        return text;
    return `${text
        .slice(0, maximumLength - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')}…`;
}
/**
 * Cuts a text to a number of UTF-8 bytes, with an ellipsis where it was cut.
 *
 * @param maximumBytes size of the result in bytes, the ellipsis included
 */
function shortenToBytes(text, maximumBytes) {
    const bytes = Buffer.from(text);
    if (bytes.length <= maximumBytes)
        return text;
    const kept = bytes.subarray(0, maximumBytes - Buffer.byteLength('…'));
    return `${kept.toString().replace(/\uFFFD$/u, '')}…`;
}
/**
 * Puts a text in double quotes, shortened. It is as harmful as before, and has to be: changed in any other way, the
 * runner would not find a secret in it.
 */
function quote(text, maximumLength = 100) {
    return `"${shorten(text, maximumLength)}"`;
}
/** The same in brackets, to stand behind what it was said with; nothing for an empty text. */
function quoteAside(text, maximumLength) {
    return text === '' ? '' : ` (${quote(text, maximumLength)})`;
}
/** The same as the end of a sentence, with a full stop unless the text ends in one or in another sign of its kind. */
function quoteAtEnd(text, maximumLength) {
    return `${quote(text.trim(), maximumLength)}${/[.!?…]\s*$/u.test(text) ? '' : '.'}`;
}
/** The signs that XML asks to escape, and how. */
const xmlReferences = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
};
/**
 * Makes any text inert within an element of an HTML block: one harmless line, escaped no more than XML asks, because
 * the runner finds the secrets that it masks in a summary as they are or so escaped, and in no other form.
 */
function inert(text, maximumLength = 1_000) {
    return oneLine(text, maximumLength).replace(/[&<>"']/g, (sign) => xmlReferences[sign] ?? '');
}

;// CONCATENATED MODULE: ./lib/text/redaction.js

const mask = '***';
/**
 * Makes the function that takes secrets out of texts, also where they are escaped as JSON, HTML or a URL would: such a
 * text is shown unescaped. The longest goes first, so that no part of it is left when a shorter one is contained in it.
 */
function redactor(secrets) {
    const longestFirst = secrets
        .filter((secret) => secret !== '')
        .sort((one, other) => other.length - one.length);
    const withoutSecrets = (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
    return (text, isCut = false) => {
        const plain = withoutSecrets(text);
        const readable = plain.replace(escapePattern, characterOf);
        const redacted = longestFirst.some((secret) => readable.includes(secret))
            ? withoutSecrets(readable)
            : plain;
        return isCut ? longestFirst.reduce(withoutBeginningAtEnd, redacted) : redacted;
    };
}
const escapePattern = /\\u([\da-f]{4})|%([\da-f]{2})|&#x0*([\da-f]{1,4});|&#0*(\d{1,5});|&(\w+);|\\(.)/gi;
function characterOf(escaped, ...groups) {
    const [json, url, hex, decimal, name, character] = groups;
    if (name !== undefined)
        return namedCharacters.get(`&${name};`) ?? escaped;
    if (character !== undefined)
        return character;
    const digits = json ?? url ?? hex;
    return String.fromCharCode(digits === undefined ? Number(decimal) : Number.parseInt(digits, 16));
}
const namedCharacters = new Map(Object.entries(xmlReferences).map(([sign, reference]) => [reference, sign]));
// Less than this of a secret tells nothing, and may be there by chance.
const shortestBeginning = 4;
function withoutBeginningAtEnd(text, secret) {
    for (let length = secret.length - 1; length >= shortestBeginning; length -= 1)
        if (text.endsWith(secret.slice(0, length)))
            return `${text.slice(0, -length)}${mask}`;
    return text;
}
// What the API documents is three levels deep. A limit, because whoever nests deeper wants to exhaust the stack.
const readDepth = 32;
/** The same for every text within a JSON value, names and numbers included; what lies too deep becomes an ellipsis. */
function redactJson(value, redact, depth = readDepth) {
    if (typeof value === 'string')
        return redact(value);
    if (typeof value === 'number')
        return redact(`${value}`) === `${value}` ? value : mask;
    if (typeof value !== 'object' || value === null)
        return value;
    if (depth === 0)
        return '…';
    if (Array.isArray(value))
        return value.map((item) => redactJson(item, redact, depth - 1));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), redactJson(item, redact, depth - 1)]));
}

;// CONCATENATED MODULE: ./lib/wait/check.js
/**
 * Every status the API documents for a reset, with its documented meaning (source: the API reference, "AWS
 * recovery reset status").
 */
const statusMeanings = {
    pending: 'the reset is pending and has not started yet',
    'in-progress': 'the reset is in progress',
    stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
    completed: 'the reset completed successfully',
    failed: 'the reset failed, or the pre-reset webhook failed',
};
/** Whether a text is one of the documented statuses, to the letter: `COMPLETED` is not. */
function isResetStatus(text) {
    return Object.hasOwn(statusMeanings, text);
}

;// CONCATENATED MODULE: ./lib/text/time.js
const millisecondsPerUnit = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const parts = Object.keys(millisecondsPerUnit).map((unit) => String.raw `(?:(\d+(?:\.\d+)?)${unit} ?)?`);
const durationPattern = new RegExp(`^(?=.)${parts.join('')}$`);
const time_forms = 'a duration with its unit, such as 500ms, 90s, 15m, 1h30m or 1d';
/**
 * Reads a duration such as `90s`, `1.5h`, `1h30m` or `1m 05s`.
 *
 * @returns the duration in whole milliseconds
 * @throws RangeError when the text is none, or none within the limits; its message says what is accepted, and never
 *   in a way that would be refused in turn
 */
function parseDuration(text, limits = {}) {
    const durationMs = readDuration(text);
    if (durationMs === undefined)
        throw new RangeError(describeForms(text, limits));
    if (!Number.isSafeInteger(durationMs))
        throw new RangeError('the duration is too long to count');
    if (!isWithin(durationMs, limits))
        throw new RangeError(`expected ${describeLimits(limits)}`);
    return durationMs;
}
function readDuration(text) {
    const [, ...amounts] = durationPattern.exec(text) ?? [];
    if (amounts.length === 0)
        return undefined;
    const units = Object.values(millisecondsPerUnit);
    return Math.round(units.reduce((sumMs, unitMs, index) => sumMs + Number(amounts[index] ?? 0) * unitMs, 0));
}
function isWithin(durationMs, { leastMs = 0, mostMs = Number.MAX_SAFE_INTEGER }) {
    return durationMs >= leastMs && durationMs <= mostMs;
}
function describeForms(text, limits) {
    const isBareNumber = /^\d+(\.\d+)?$/.test(text);
    const meant = ['s', 'm', 'ms']
        .map((unit) => `${text}${unit}`)
        .filter((form) => isBareNumber && isWithin(readDuration(form) ?? -1, limits));
    if (meant.length > 0)
        return `a number needs its unit: write ${alternatives(meant)}`;
    return isBareNumber ? `expected ${describeLimits(limits)}, as ${time_forms}` : `expected ${time_forms}`;
}
// Made only when it is needed: that takes a sixth of the time in which a step starts.
function alternatives(forms) {
    return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(forms);
}
function describeLimits({ leastMs = 0, mostMs, mostIs = '' }) {
    const least = leastMs === 1 ? 'more than 0s' : leastMs > 0 && `at least ${formatDuration(leastMs)}`;
    const most = mostMs !== undefined && `at most ${formatDuration(mostMs)}${mostIs}`;
    return [least, most].filter(Boolean).join(' and ');
}
/**
 * Writes a setting the way a person would: `500ms`, 90,000 ms as `1m 30s`, an hour as `1h`, 48 hours as `2d`.
 *
 * @param durationMs milliseconds, not negative
 */
function formatDuration(durationMs) {
    const wholeMs = Math.round(durationMs);
    if (wholeMs > 0 && wholeMs < 1_000)
        return `${wholeMs}ms`;
    if (wholeMs % 1_000 !== 0)
        return `${wholeMs / 1_000}s`;
    if (wholeMs > 0 && wholeMs % millisecondsPerUnit.d === 0)
        return `${wholeMs / millisecondsPerUnit.d}d`;
    return formatElapsed(wholeMs).replace(/( 00m)? 00s$/, '');
}
/**
 * Writes the time between two moments in whole seconds, with every smaller part: `5s`, `1m 05s`, `2h 00m 09s`. Moments
 * count from their whole seconds on, so that the lengths of what follows on each other add up.
 *
 * @param untilMs milliseconds, not before the other
 */
function formatElapsed(untilMs, sinceMs = 0) {
    const totalSeconds = Math.floor(untilMs / 1_000) - Math.floor(sinceMs / 1_000);
    const hours = Math.floor(totalSeconds / 3_600);
    const minutes = Math.floor(totalSeconds / 60) % 60;
    const seconds = totalSeconds % 60;
    if (hours > 0)
        return `${hours}h ${twoDigits(minutes)}m ${twoDigits(seconds)}s`;
    return minutes > 0 ? `${minutes}m ${twoDigits(seconds)}s` : `${seconds}s`;
}
function twoDigits(value) {
    return String(value).padStart(2, '0');
}
/**
 * Writes a moment in UTC, to the second: `2026-11-24 03:00:05 UTC`.
 *
 * @param momentMs milliseconds since 1970
 */
function formatMoment(momentMs) {
    return `${new Date(momentMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: ./lib/api/status-code.js

// What a server answers when the same request may succeed a moment later.
const passingClientErrors = new Set([408, 409, 423, 425, 429]);
/** Whether to repeat the request makes no sense: a redirect, or a 4xx that will not pass by itself. */
function isFatalStatusCode(statusCode) {
    return statusCode >= 300 && statusCode < 500 && !passingClientErrors.has(statusCode);
}
/** Whether an answer sends the client elsewhere. A 304 does not: it says that nothing has changed. */
function isRedirect(statusCode) {
    return statusCode >= 300 && statusCode < 400 && statusCode !== 304;
}
/** What kind of problem an answer other than a 2xx tells of. */
function causeOf(statusCode) {
    if (statusCode === 401)
        return 'credentials';
    if (statusCode === 403)
        return 'permissions';
    if (statusCode === 404)
        return 'not-found';
    if (statusCode === 407)
        return 'proxy';
    if (isRedirect(statusCode))
        return 'redirect';
    return isFatalStatusCode(statusCode) ? 'refused' : 'server';
}
/** An HTTP status code with its name: `403 Forbidden`. */
function reasonPhrase(statusCode) {
    const name = external_node_http_namespaceObject.STATUS_CODES[statusCode];
    return name === undefined ? String(statusCode) : `${statusCode} ${name}`;
}

;// CONCATENATED MODULE: ./lib/api/connection-failure.js



const plainCauses = new Map(Object.entries({
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset or closed',
    ECONNABORTED: 'the connection was aborted',
    EPIPE: 'the connection was closed while the request was sent',
    ETIMEDOUT: 'the connection timed out',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name could not be looked up',
    EAI_FAIL: 'the host name could not be looked up',
    EHOSTUNREACH: 'the host cannot be reached',
    EHOSTDOWN: 'the host is down',
    ENETUNREACH: 'the network cannot be reached',
    ENETDOWN: 'the network is down',
    EADDRNOTAVAIL: 'the address is not available on this machine',
    EACCES: 'this machine does not allow the connection',
    EPERM: 'this machine does not allow the connection',
    EMFILE: 'this machine has no more connections to give',
}));
const certificateCauses = new Map(Object.entries({
    CERT_HAS_EXPIRED: 'it, or one above it, has expired',
    CERT_NOT_YET_VALID: 'it, or one above it, is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'it was made out for another host name',
    HOSTNAME_MISMATCH: 'it was made out for another host name',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in a certificate authority that is not trusted here',
    UNABLE_TO_GET_ISSUER_CERT: 'its certificate authority is not trusted here',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is not trusted here',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate authority is not trusted here, or its chain is incomplete',
    CERT_REVOKED: 'it was revoked',
}));
// The names of OpenSSL's X509_V_ERR_* results as Node reports them, beyond those with a text of their own;
// UNSPECIFIED is Node's name for all that it has no name for.
const otherCertificateCode = /^(CERT_|CRL_|ERR_TLS_CERT_|INVALID_(CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|UNABLE_TO_(GET_CRL|DECRYPT_C|DECODE_ISSUER))|^ERROR_IN_C|^UNSPECIFIED$/;
/**
 * Says in sentences why a request got no response.
 *
 * @param host the API's host, as the URL names it
 */
function judgeConnectionFailure(failure, host) {
    switch (failure.kind) {
        case 'timed-out':
            return connection_failure_transient(`No answer from ${host}${through(failure.proxyHost)} within ${formatDuration(failure.timeoutMs)}.`);
        case 'proxy-refused':
            return judgeProxyRefusal(failure.statusCode, failure.proxyHost, host);
        case 'broken':
            return judgeBroken(failure, host);
    }
}
function judgeProxyRefusal(statusCode, proxyHost, host) {
    const answer = `it answered ${reasonPhrase(statusCode)}`;
    // A proxy that may connect, but cannot reach the API, says so with a 5xx.
    if (statusCode >= 500)
        return connection_failure_transient(`The proxy ${proxyHost} could not reach ${host}: ${answer}.`);
    const text = `The proxy ${proxyHost} refused the connection to ${host}: ${answer}.`;
    return { problem: { cause: 'proxy', text }, isFatal: isFatalStatusCode(statusCode) };
}
function judgeBroken(failure, host) {
    const peer = failure.atProxy ? `the proxy ${failure.proxyHost}` : host;
    if (isCertificateCode(failure.code))
        return certificateProblem(failure, peer);
    const cause = plainCauses.get(failure.code) ?? unfamiliarCause(failure);
    return failure.atProxy
        ? connection_failure_transient(`No connection to ${peer}: ${cause}.`, 'proxy')
        : connection_failure_transient(`No connection to ${peer}${through(failure.proxyHost)}: ${cause}.`);
}
function certificateProblem(failure, peer) {
    const cause = certificateCauses.get(failure.code) ?? unfamiliarCause(failure);
    const text = `The certificate of ${peer} does not verify: ${cause}. The token was not sent.`;
    return { problem: { cause: 'certificate', text }, isFatal: true };
}
function isCertificateCode(code) {
    return certificateCauses.has(code) || otherCertificateCode.test(code);
}
function unfamiliarCause(failure) {
    if (failure.code.startsWith('HPE_'))
        return `the answer is not valid HTTP (${failure.code})`;
    if (failure.code === 'EPROTO' || failure.code.startsWith('ERR_SSL_'))
        return handshakeCause(failure);
    return ([failure.message && quote(failure.message, 300), failure.code && `(${failure.code})`]
        .filter(Boolean)
        .join(' ') || 'the cause is unknown');
}
// OpenSSL's own words stand between the place in its sources and what else it says: "…:SSL routines:where:what:…".
const handshakeReason = /:SSL routines:[^:]*:([^:\n]+)/;
const otherProtocol = 'the other side does not speak TLS on this port';
function handshakeCause({ code, message }) {
    const reason = handshakeReason.exec(message)?.[1] ?? (message || code);
    return /wrong version number|packet length too long/.test(reason)
        ? otherProtocol
        : `TLS could not be set up (${reason})`;
}
function connection_failure_transient(text, cause = 'unreachable') {
    return { problem: { cause, text }, isFatal: false };
}
function through(proxyHost) {
    return proxyHost === undefined ? '' : ` through the proxy ${proxyHost}`;
}

;// CONCATENATED MODULE: ./lib/api/error-body.js

/**
 * Reads the documented error body, leaving out what has another shape.
 *
 * @returns undefined when nothing of the documented body is there
 */
function decodeErrorBody(value) {
    if (!isObject(value))
        return undefined;
    const body = {
        message: error_body_text(value.message),
        errors: list(value.errors).filter(isObject).map(decodeEntry).filter(isFilled),
        fieldErrors: Object.entries(isObject(value.fieldErrors) ? value.fieldErrors : {}).map(([field, problem]) => [field, error_body_text(problem)]),
        requiredPermissions: list(value.requiredPermissions).map(error_body_text).filter(Boolean),
    };
    const isEmpty = !body.message && !body.errors.length && !body.fieldErrors.length && !body.requiredPermissions.length;
    return isEmpty ? undefined : body;
}
const longestQuote = 500;
/**
 * Writes an error body as sentences, none of its fields left out, and no text said twice.
 *
 * @param reasonPhrase what was said before
 */
function describeErrorBody(body, reasonPhrase) {
    const news = newsAfter(reasonPhrase);
    const message = news(body.message);
    const errors = body.errors.map((entry) => describeEntry(entry, news));
    const fields = body.fieldErrors.map(([field, problem]) => [field, news(problem)].filter(Boolean).join(': '));
    return [
        message && quoteAtEnd(message, longestQuote),
        describeList('Errors', errors),
        describeList('Fields', fields),
        describeList('Required permissions', body.requiredPermissions),
    ]
        .filter(Boolean)
        .join(' ');
}
/** Makes the function that empties a text which it was given before, or which the reason phrase says. */
function newsAfter(reasonPhrase) {
    const essence = (text) => text.toLowerCase().replace(/^\d{3} |\.$/g, '');
    const said = new Set(['', essence(reasonPhrase)]);
    return (text) => {
        const told = essence(text);
        if (said.has(told))
            return '';
        said.add(told);
        return text;
    };
}
function describeList(name, texts) {
    const quotes = texts.filter(Boolean).map((text) => quote(text, longestQuote));
    return quotes.length === 0 ? '' : `${name}: ${quotes.join(', ')}.`;
}
function describeEntry({ code, message, type }, news) {
    const codeAndMessage = [code, news(message)].filter(Boolean).join(': ');
    return [codeAndMessage, type && `(${type})`].filter(Boolean).join(' ');
}
function decodeEntry(entry) {
    return { code: error_body_text(entry.code), message: error_body_text(entry.message), type: error_body_text(entry.type) };
}
function isFilled(entry) {
    return `${entry.code}${entry.message}${entry.type}` !== '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function error_body_text(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
const readLength = 8_192;
const shownLength = 300;
/**
 * The readable beginning of a body that is not the documented one: tags of an HTML page left out, and what it says
 * twice, as in title and heading; shortened.
 *
 * @param reasonPhrase what was said before
 */
function excerpt(body, reasonPhrase) {
    const lines = body
        .slice(0, readLength)
        .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
        .replace(/\s+/g, ' ')
        .replace(/<\/?(title|h\d|p|div|hr|br|li|t[dhr]|center|body|pre)\b[^<>]*>?/gi, '\n')
        .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
        .split('\n')
        .map((line) => line.replace(/ +/g, ' ').trim());
    return shorten(lines.map(newsAfter(reasonPhrase)).filter(Boolean).join(' · '), shownLength);
}

;// CONCATENATED MODULE: ./lib/api/retry-after.js
// The three date forms of RFC 9110, section 5.6.7.
const dateForms = [
    /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
    /^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
    /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];
/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @param value the header's value, if there was one
 * @param wallClockMs the present, in milliseconds since 1970, for the date forms
 * @returns the delay asked for in milliseconds; 0 for none, a moment in the past or an invalid value
 */
function parseRetryAfter(value, wallClockMs) {
    const text = value?.trim() ?? '';
    if (/^\d+$/.test(text))
        return Math.min(Number(text) * 1_000, Number.MAX_SAFE_INTEGER);
    if (!dateForms.some((form) => form.test(text)))
        return 0;
    const momentMs = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
    return Number.isNaN(momentMs) ? 0 : Math.max(0, momentMs - wallClockMs);
}

;// CONCATENATED MODULE: ./lib/api/classify.js







/** Decides what one exchange with the API means for the wait. */
function classify(exchange, context) {
    if (exchange.kind === 'no-response')
        return classifyFailure(exchange.failure, context);
    const answer = readAnswer(exchange, context);
    return answer.statusCode >= 200 && answer.statusCode < 300
        ? classifySuccess(answer)
        : classifyRefusal(answer);
}
function classifyFailure(failure, { url, redact }) {
    const { problem: told, isFatal } = judgeConnectionFailure(failure, url.host);
    const problem = { ...told, text: redact(told.text) };
    if (failure.kind === 'timed-out')
        return { kind: 'timed-out', problem, retryAfterMs: 0 };
    return isFatal ? { kind: 'fatal', problem } : { kind: 'transient', problem, retryAfterMs: 0 };
}
const classify_longestQuote = 500;
function readAnswer(response, { url, wallClockMs, redact }) {
    const { statusCode, bodyEnd, contentEncoding = '' } = response;
    const json = parseJson(response.body);
    const isJson = json !== undefined;
    const { status, message } = Object(json);
    return {
        host: url.host,
        address: shorten(redact(url.href), classify_longestQuote),
        statusCode,
        retryAfterMs: parseRetryAfter(response.retryAfter, wallClockMs),
        location: redact(response.location ?? ''),
        bodyEnd,
        // A documented status is no secret, even where a secret reads like one.
        status: typeof status === 'string' && isResetStatus(status) ? status : redactJson(status, redact),
        message: redactJson(message, redact),
        compression: isJson || contentEncoding === 'identity' ? '' : redact(contentEncoding),
        // Asked for by what explains a refusal, and by nothing that an answer needs.
        get json() {
            return redactJson(json, redact);
        },
        get excerpt() {
            return excerpt(redact(response.body, !isJson), reasonPhrase(statusCode));
        },
    };
}
/** Numbers that JavaScript cannot hold stay text: rounded, they would be wrong, and a secret in digits not found. */
function parseJson(text) {
    const exactly = (_name, value, context) => typeof value === 'number' && String(value) !== context?.source ? context?.source : value;
    try {
        return JSON.parse(text, exactly);
    }
    catch {
        return undefined;
    }
}
function classifySuccess(answer) {
    const { retryAfterMs } = answer;
    const told = readStatus(answer);
    if (told === undefined)
        return { kind: 'transient', problem: unusableAnswer(answer), retryAfterMs };
    const { status, message } = told;
    return isResetStatus(status)
        ? { kind: 'answer', status, message, retryAfterMs }
        : { kind: 'unknown-status', status, message, retryAfterMs };
}
function readStatus(answer) {
    const { statusCode, bodyEnd, status, message } = answer;
    if (statusCode !== 200 || bodyEnd !== 'whole')
        return undefined;
    return typeof status === 'string' ? { status, message: textOf(message ?? '') } : undefined;
}
/** The status decides, whatever its message is: one that is no text is shown as JSON, a blank one is none. */
function textOf(message) {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    return text.trim() === '' ? '' : text;
}
const bodyProblems = {
    whole: 'its body is not the documented object with a status',
    cut: 'its body was cut off',
    'too-large': 'its body is larger than 1 MiB',
};
function unusableAnswer(answer) {
    const reason = answer.statusCode === 200 ? bodyProblems[answer.bodyEnd] : 'only a 200 tells how the reset stands';
    const text = `${answer.address} answered ${reasonPhrase(answer.statusCode)}, but ${reason}. ${describeExcerpt(answer)}`;
    return { cause: 'unusable-answer', text };
}
function describeExcerpt({ compression, excerpt: beginning }) {
    if (compression !== '')
        return `The body is compressed (${compression}), which was not asked for.`;
    return beginning === '' ? 'The body is empty.' : `The body begins: ${quoteAtEnd(beginning, classify_longestQuote)}`;
}
function classifyRefusal(answer) {
    const { statusCode, retryAfterMs } = answer;
    const cause = causeOf(statusCode);
    const problem = { cause, text: describeRefusal(answer, cause) };
    if (statusCode === 404)
        return { kind: 'not-found', problem, retryAfterMs };
    return isFatalStatusCode(statusCode)
        ? { kind: 'fatal', problem }
        : { kind: 'transient', problem, retryAfterMs };
}
function describeRefusal(answer, cause) {
    const isAddressed = cause === 'not-found' || cause === 'refused' || cause === 'redirect';
    const answered = `${isAddressed ? answer.address : answer.host} answered ${reasonPhrase(answer.statusCode)}`;
    if (cause === 'redirect')
        return `${answered}${describeRedirect(answer)}`;
    const details = describeBody(answer);
    return details === '' ? `${answered}.` : `${answered}: ${details}`;
}
function describeRedirect({ location }) {
    const target = location === '' ? ', but does not say where to' : `: it redirects to ${quote(location, classify_longestQuote)}`;
    return `${target}. Redirects are not followed, so that the token stays with this host.`;
}
function describeBody(answer) {
    const errorBody = decodeErrorBody(answer.json);
    if (errorBody !== undefined)
        return describeErrorBody(errorBody, reasonPhrase(answer.statusCode));
    if (answer.compression !== '')
        return describeExcerpt(answer);
    return answer.excerpt === '' ? '' : quoteAtEnd(answer.excerpt, classify_longestQuote);
}

;// CONCATENATED MODULE: ./lib/api/status-client.js


/** Version of this action, sent in the `user-agent` of every request; equal to the one in `package.json`. */
const version = '1.0.0';
/** Makes the function that asks the API once for the status of the reset. */
function statusClient({ statusUrl: url, token, redact }) {
    return async (timeoutMs, interruption) => {
        const request = { url, headers: requestHeaders(token), timeoutMs, interruption };
        const exchange = await sendGet(request);
        return classify(exchange, { url, wallClockMs: Date.now(), redact });
    };
}
function requestHeaders(token) {
    return {
        authorization: `Bearer ${token}`,
        // The API documents `*/*` as its content type: a server that takes that literally would refuse bare JSON.
        accept: 'application/json, */*;q=0.1',
        'accept-encoding': 'identity',
        'user-agent': `await-recovery-reset/${version}`,
    };
}

;// CONCATENATED MODULE: ./lib/inputs/api-url.js

const accepted = 'expected a base URL such as https://api.example.com';
/**
 * Reads the base URL of the API.
 *
 * @returns the URL, its path without a trailing slash
 * @throws RangeError when the URL could send the token to a wrong place or in the clear; its message says what is
 *   accepted and never repeats the URL, which may hold credentials
 */
function parseApiUrl(text) {
    const url = /^https?:\/\/[^\s\\]+$/i.test(text) ? URL.parse(text) : null;
    if (url === null)
        throw new RangeError(`${accepted}, with https:// in front and without spaces`);
    if (/^[^/]*\/+[^/]*@/.test(text))
        throw new RangeError(`${accepted}, without a user name or password in it`);
    if (/[?#]/.test(text))
        throw new RangeError(`${accepted}, without a query (?) or fragment (#)`);
    if (url.port === '0')
        throw new RangeError(`${accepted}, with a port from 1`);
    if (url.hostname.startsWith('127.') && !(0,external_node_net_namespaceObject.isIPv4)(url.hostname)) {
        throw new RangeError(`${accepted}; a host name that begins with 127. would be taken for this machine`);
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
        throw new RangeError(`${accepted}; http:// would send the token in the clear and is for loopback hosts only`);
    }
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
}
/** Whether a host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || ((0,external_node_net_namespaceObject.isIPv4)(hostname) && hostname.startsWith('127.'));
}

;// CONCATENATED MODULE: ./lib/inputs/environment.js

/**
 * What in the environment would let the token get to where it does not belong, as sentences.
 *
 * @param bypassesProxy whether requests to a URL go around the proxy by the user's own will
 */
function environmentProblems(environment, apiUrl, bypassesProxy) {
    const proxy = isLoopback(apiUrl.hostname) || bypassesProxy(apiUrl) ? undefined : proxySetting(environment);
    return [environment_certificateProblem(environment), proxy && proxyProblem(proxy, apiUrl)].filter((problem) => problem !== undefined);
}
function environment_certificateProblem(environment) {
    if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0')
        return undefined;
    return ('The environment sets NODE_TLS_REJECT_UNAUTHORIZED=0, which would hand the token to any server that answers: ' +
        "remove it. If a private certificate authority signed the API's certificate, name its certificate file in NODE_EXTRA_CA_CERTS.");
}
/** The proxy variable that applies to https, in the order in which `@actions/http-client` looks for it. */
function proxySetting(environment) {
    for (const variable of ['https_proxy', 'HTTPS_PROXY']) {
        const value = environment[variable];
        if (value)
            return { variable, value };
    }
    return undefined;
}
/**
 * What is wrong with a proxy variable, as a sentence that names it and never repeats it: it may hold a password.
 * Its value has to be refused rather than taken for "no proxy", which is what the HTTP client would make of it.
 *
 * @param target the host that is to be reached through the proxy
 */
function proxyProblem({ variable, value }, target) {
    // An @ behind the authority means that the password holds a sign that ended it: its rest would be taken for a host.
    const isUrl = /^https?:\/\/[^/?#]*([/?#][^@]*)?$/i.test(value);
    const url = isUrl ? URL.parse(value) : null;
    if (url === null || decoded(url.username) === undefined || decoded(url.password) === undefined) {
        return (`The proxy variable ${variable} cannot be used: expected a URL that begins with http:// or https://, such ` +
            'as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. ' +
            'The token is not sent around a proxy.');
    }
    if (target.hostname.startsWith('[')) {
        return `api-url names an IPv6 address, which cannot be reached through the proxy in ${variable}: use a host name, or add the address to no_proxy.`;
    }
    return undefined;
}
// To mask anything shorter would garble the log.
const shortestSecret = 4;
/** The password of the environment's proxy, in each form in which it could be printed. */
function proxySecrets(environment) {
    const url = URL.parse(proxySetting(environment)?.value ?? '');
    if (url === null || url.password === '')
        return [];
    const username = decoded(url.username) ?? url.username;
    const password = decoded(url.password) ?? url.password;
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    return [url.password, password, basic].filter((secret) => secret.length >= shortestSecret);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/identifiers.js
const largestInt64 = 9223372036854775807n;
/**
 * Reads an int64 identifier, which JavaScript's numbers cannot hold: it stays text, digit for digit.
 *
 * @throws RangeError when the text is not a whole number from 1 to 9223372036854775807
 */
function parseInt64Identifier(text) {
    const isInt64 = /^\d{1,40}$/.test(text) && BigInt(text) >= 1n && BigInt(text) <= largestInt64;
    if (isInt64)
        return text;
    const accepted = `expected decimal digits, from 1 to ${largestInt64}`;
    throw new RangeError(text.includes(':') ? `${accepted}; ${webhookIdentifier}` : accepted);
}
// Source: the payloads of the vendor's webhooks, whose identifiers have a colon in them.
const webhookIdentifier = 'an ID with a colon, such as the cloudAssemblyId of a webhook, is another one: take the number from the API';
/**
 * Reads an identifier that is any text without control characters.
 *
 * @throws RangeError when the text cannot be one segment of a path
 */
function parseTextIdentifier(text) {
    if (/\p{Cc}/u.test(text) || !text.isWellFormed())
        throw new RangeError('expected text without control characters');
    if (text === '.' || text === '..')
        throw new RangeError('expected an ID; "." and ".." are steps in a path');
    return text;
}

;// CONCATENATED MODULE: ./lib/inputs/status-path.js
const identifierNames = ['accountId', 'projectId', 'assemblyId', 'id'];
const status_path_accepted = 'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required';
// {name} anywhere, or :name as a whole segment.
const placeholderPattern = /\{([^{}]*)\}|(?<=\/):([A-Za-z_]\w*)(?=[/?]|$)/;
/**
 * Reads a path template such as `/accounts/{accountId}/recoveries/:id/reset/status`. Of a request line pasted from
 * an API reference, `GET` in front and the HTTP version behind are left out.
 *
 * @param recoveryId to recognise a path in which it stands in place of its placeholder
 * @throws RangeError when the template could lead anywhere but to a status below the base URL; its message says
 *   what is accepted
 */
function parseStatusPath(text, recoveryId) {
    const path = text.replace(/^GET\s+/i, '').replace(/\s+HTTP\/[\d.]+$/i, '');
    checkShape(path);
    const parts = path
        .split(placeholderPattern)
        .map((part, index) => (index % 3 === 0 ? part : placeholder(part)))
        .filter((part) => part !== undefined);
    checkLiterals(parts);
    if (!parts.some((part) => typeof part === 'object' && part.identifier === 'id')) {
        throw new RangeError(recoveryId !== undefined && isIn(path, recoveryId)
            ? 'it holds the recovery ID itself; replace it by {id}'
            : `the recovery ID is missing; ${status_path_accepted}`);
    }
    return parts;
}
/**
 * The URL of the status endpoint: the path of the base URL, then the template with each identifier put in,
 * percent-encoded as one path segment.
 */
function statusUrl(apiUrl, template, identifiers) {
    const path = template.map((part) => typeof part === 'string' ? part : encodeURIComponent(identifiers[part.identifier]));
    return new URL(`${apiUrl.origin}${apiUrl.pathname.replace(/\/$/, '')}${path.join('')}`);
}
function isIn(path, identifier) {
    return path.split('/').some((segment) => [identifier, encodeURIComponent(identifier)].includes(segment));
}
function checkShape(path) {
    if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(path)) {
        throw new RangeError('it names a host; the host belongs in api-url, the path alone here');
    }
    if (!path.startsWith('/'))
        throw new RangeError(`it does not begin with a slash; ${status_path_accepted}`);
    const segments = path.replace(/\?.*$/s, '').split('/');
    if (segments.some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
        throw new RangeError('"." and ".." as segments lead out of the path; write the path in full');
    }
}
// Each by itself: what stands around a placeholder must not come together to something else.
function checkLiterals(parts) {
    const literals = parts.filter((part) => typeof part === 'string');
    if (!literals.every((literal) => /^([\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i.test(literal))) {
        throw new RangeError(`it holds characters that no path holds, such as spaces, #, \\ or a lone %; ${status_path_accepted}`);
    }
    const lookalike = literals.map((literal) => lookalikePattern.exec(literal)?.[0]).find(Boolean);
    if (lookalike !== undefined)
        throw new RangeError(`${lookalike} is no placeholder; ${status_path_accepted}`);
}
// A segment that begins like a placeholder, one written in another way, and braces that were percent-encoded.
const lookalikePattern = /(?<=\/):[^/?]*|\$(accountId|projectId|assemblyId|id)\b|%7B.*?%7D/i;
function placeholder(name) {
    if (name === undefined)
        return undefined;
    const identifier = identifierNames.find((known) => known.toLowerCase() === name.toLowerCase());
    if (identifier === undefined)
        throw new RangeError(`{${name}} is no placeholder; ${suggestion(name)}`);
    return { identifier };
}
/** What was meant by a name that is spelt in another way, such as {recoveryId} or {account-id}. */
function suggestion(name) {
    const essence = name.toLowerCase().replace(/[^a-z]/g, '');
    const meant = identifierNames.find((known) => essence === known.toLowerCase());
    if (meant !== undefined)
        return `did you mean {${meant}}?`;
    return /recovery|reset/.test(essence) ? 'did you mean {id}?' : status_path_accepted;
}

;// CONCATENATED MODULE: ./lib/inputs/token.js
const shortestLength = 8;
const scheme = /^(Authorization:\s*)?Bearer\s+/i;
/**
 * Reads the bearer token; a leading `Bearer ` or `Authorization: Bearer ` is dropped.
 *
 * @throws RangeError when it cannot be one; the message never repeats any of it
 */
function parseBearerToken(text) {
    const token = text.replace(scheme, '');
    if (/^(["'`]).*\1$/s.test(token))
        throw new RangeError('it stands in quotes; store it without them');
    if (/^\s*[{[]/.test(token)) {
        throw new RangeError('this is a service-account key of type JSON, which the API does not take as a bearer token; ' +
            'make a key of type JWT under IAM > Users > Service Accounts');
    }
    if (/[\r\n]/.test(token))
        throw new RangeError('it has more than one line; store the token alone');
    if (!/^[\x21-\x7e]*$/.test(token))
        throw new RangeError('it holds a space or another sign that no token has; expected visible ASCII alone');
    if (token.length < shortestLength)
        throw new RangeError(`it has ${token.length} characters; expected at least ${shortestLength}`);
    return token;
}
/**
 * Everything of a token input that has to be masked. A short line is left out: to mask it would garble the log.
 *
 * @param text the input as it was given
 */
function secretsOf(text) {
    const candidates = [
        text,
        text.replace(scheme, ''),
        text.replace(scheme, '').replace(/^["'`]|["'`]$/g, ''),
        ...text.split(/[\r\n]+/).map((line) => line.trim()),
    ];
    return [...new Set(candidates)].filter((secret) => secret.length >= shortestLength && !/[\r\n]/.test(secret));
}
/**
 * When a token that is a JWT expires (RFC 7519, section 4.1.4). Read only: nothing is verified.
 *
 * @returns milliseconds since 1970; undefined for a token that is no JWT or never expires
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







/** What an optional input means when it is given empty; the same as in `action.yml`. */
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
const requiredInputs = ['api-url', 'token', 'account-id', 'project-id', 'assembly-id', 'recovery-id'];
const timeoutLimits = { leastMs: 1, mostMs: parseDuration('5d') };
const intervalLimits = { leastMs: parseDuration('100ms') };
/** Reads and checks all inputs. */
function readInputs(source) {
    const isEmpty = requiredInputs.every((name) => source.read(name) === '');
    const problems = [];
    const take = (name, parse) => {
        try {
            return parse(given(source, name));
        }
        catch (error) {
            problems.push(describeProblem(name, source, error));
            return undefined;
        }
    };
    const apiUrl = take('api-url', parseApiUrl);
    const token = take('token', (text) => parseCurrentToken(text, source.wallClockMs));
    const identifiers = takeIdentifiers(take);
    const policy = takePolicy(take);
    const template = take('status-path', (text) => parseStatusPath(text, identifiers.id));
    const writeSummary = take('summary', parseBoolean);
    problems.push(...orderProblems(policy, source));
    // They were read first: one sentence in place of six.
    if (isEmpty)
        problems.splice(0, requiredInputs.length, describeEmpty());
    const parsed = { apiUrl, token, template, writeSummary };
    if (problems.length > 0 || !isComplete(parsed) || !isComplete(identifiers) || !isComplete(policy))
        return { problems, writeSummary: writeSummary ?? true };
    const { template: path, ...inputs } = parsed;
    return { ...inputs, identifiers, policy, statusUrl: statusUrl(inputs.apiUrl, path, identifiers) };
}
function takeIdentifiers(take) {
    return {
        accountId: take('account-id', parseInt64Identifier),
        projectId: take('project-id', parseTextIdentifier),
        assemblyId: take('assembly-id', parseInt64Identifier),
        id: take('recovery-id', parseTextIdentifier),
    };
}
function takePolicy(take) {
    const timeoutMs = take('timeout', (text) => parseDuration(text, timeoutLimits));
    return {
        timeoutMs,
        startTimeoutMs: take('start-timeout', (text) => parseDuration(text, startTimeoutLimits(timeoutMs))),
        pollIntervalMs: take('poll-interval', (text) => parseDuration(text, intervalLimits)),
        maxPollIntervalMs: take('max-poll-interval', (text) => parseDuration(text, intervalLimits)),
        requestTimeoutMs: take('request-timeout', (text) => parseDuration(text, { leastMs: 1 })),
        outageToleranceMs: take('outage-tolerance', (text) => parseDuration(text)),
        onStalled: take('on-stalled', parseOnStalled),
    };
}
function startTimeoutLimits(timeoutMs) {
    return timeoutMs === undefined ? {} : { mostMs: timeoutMs, mostIs: ', the timeout' };
}
function isComplete(values) {
    return !Object.values(values).includes(undefined);
}
function given(source, name) {
    const text = source.read(name);
    const fallback = Object.hasOwn(inputDefaults, name) ? inputDefaults[name] : '';
    if (text === '' && fallback === '')
        throw new RangeError('missing');
    if (fallback === '' && inputs_placeholderPattern.test(text))
        throw new RangeError('this is a placeholder; put the value itself in its place');
    if (name !== 'token' && secretsOf(source.read('token')).some((secret) => text.includes(secret)))
        throw new RangeError('it holds the token, which would be shown; leave that out');
    return text === '' ? fallback : text;
}
const inputs_placeholderPattern = /^(<[^<>]*>|\$?\{+[^{}"]*\}+)$/;
const looksLikeToken = /\beyJ[\w-]{8,}[\w.-]*/g;
const credentials = /^(\w+:\/\/)?.*@/s;
const query = /[?#].*/s;
function describeProblem(name, source, error) {
    const reason = messageOf(error);
    const text = source.read(name);
    if (text === '')
        return `${name} is empty${name === 'token' ? `: ${whyEmpty}` : ', but required'}.`;
    if (name === 'token')
        return `token cannot be used: ${reason}.`;
    const harmless = name === 'api-url' ? text.replace(credentials, '$1***').replace(query, '***') : text;
    return `${name} is ${quote(source.redact(harmless).replace(looksLikeToken, '***'))}: ${reason}${reason.endsWith('?') ? '' : '.'}`;
}
const whyEmpty = 'a run from a fork or by Dependabot gets no secrets, a job those of an environment only if it names that, ' +
    'and a called workflow only those that it is given';
function describeEmpty() {
    const names = new Intl.ListFormat('en-GB').format(requiredInputs);
    return `The required inputs ${names} are all empty: ${whyEmpty}.`;
}
function parseCurrentToken(text, wallClockMs) {
    const token = parseBearerToken(text);
    const expiryMs = tokenExpiry(token);
    if (expiryMs !== undefined && expiryMs <= wallClockMs) {
        throw new RangeError(`it expired on ${formatMoment(expiryMs)}; make a new one`);
    }
    return token;
}
/** What is wrong between two durations, each of which could be used by itself. */
function orderProblems({ pollIntervalMs, maxPollIntervalMs }, { read }) {
    if (pollIntervalMs === undefined || maxPollIntervalMs === undefined)
        return [];
    if (pollIntervalMs <= maxPollIntervalMs)
        return [];
    const told = (name, valueMs) => `${name} (${formatDuration(valueMs)}${read(name) === '' ? ', its default' : ''})`;
    return [
        `${told('poll-interval', pollIntervalMs)} is above ${told('max-poll-interval', maxPollIntervalMs)}: ` +
            'lower the first or raise the second.',
    ];
}
function parseOnStalled(text) {
    if (text !== 'fail' && text !== 'wait')
        throw new RangeError('expected fail or wait');
    return text;
}
function parseBoolean(text) {
    if (!/^(true|True|TRUE|false|False|FALSE)$/.test(text))
        throw new RangeError('expected true or false');
    return text.toLowerCase() === 'true';
}

;// CONCATENATED MODULE: ./lib/wait/progress.js
// As JSON, phases have to fit into an output of 64 KiB: the latest are kept, and of stretches as many.
const longestTimeline = 500;
const noProgress = {
    checks: 0,
    failedChecks: 0,
    awaitsStart: false,
    earlier: undefined,
    timeline: [],
    stretches: [],
    unknown: undefined,
    hasSeenUnknownStatus: false,
    hasAnswered: false,
    outage: undefined,
};
/** Where a wait begins. */
function firstProgress({ startTimeoutMs }) {
    return { ...noProgress, awaitsStart: startTimeoutMs > 0 };
}
/** When the wait ends for want of what it waits for, in milliseconds since the step began. */
function deadlineOf({ awaitsStart }, policy) {
    return awaitsStart ? policy.startTimeoutMs : policy.timeoutMs;
}
/** Adds what one check told to what was seen before. */
function advance(before, check, times) {
    const after = add(before, check, times);
    const known = knownFrom(check, after);
    if (known === undefined || known === before.stretches.at(-1)?.known)
        return after;
    const sinceMs = known === 'outage' ? times.begunMs : times.endedMs;
    return { ...after, stretches: kept([...before.stretches, { known, sinceMs }]) };
}
/** The stretches, of too many the first two as one. */
function kept(stretches) {
    const [first, ...others] = stretches;
    if (first === undefined || stretches.length <= longestTimeline)
        return stretches;
    return [{ ...first, known: 'not kept' }, ...others.slice(1)];
}
/** What is known from a check on; undefined when it ends the wait without telling. */
function knownFrom(check, { awaitsStart }) {
    switch (check.kind) {
        case 'answer':
            return awaitsStart ? 'not started' : check.status;
        case 'unknown-status':
            return 'undocumented';
        case 'not-found':
            return awaitsStart ? 'not started' : undefined;
        case 'transient':
        case 'timed-out':
            return 'outage';
        case 'fatal':
            return undefined;
    }
}
function add(before, check, { begunMs, endedMs }) {
    const progress = { ...before, checks: before.checks + 1 };
    switch (check.kind) {
        case 'answer':
            return before.awaitsStart && !isUnderWay(check.status)
                ? { ...progress, ...answered, ...ofEarlier(before, check.status, check.message, endedMs) }
                : { ...progress, ...answered, ...ofThisReset(before, check.status, check.message, endedMs) };
        case 'unknown-status': {
            const { status, message } = check;
            return { ...progress, ...answered, unknown: { status, message }, hasSeenUnknownStatus: true };
        }
        case 'not-found':
            return before.awaitsStart
                ? { ...progress, outage: undefined, ...ofEarlier(before, 'not-found', check.problem.text, endedMs) }
                : { ...progress, ...failed(before, check.problem, begunMs) };
        case 'transient':
        case 'timed-out':
        case 'fatal':
            return { ...progress, ...failed(before, check.problem, begunMs) };
    }
}
const answered = { hasAnswered: true, earlier: undefined, unknown: undefined, outage: undefined };
function isUnderWay(status) {
    return status === 'pending' || status === 'in-progress';
}
function ofEarlier({ earlier }, said, message, atMs) {
    return { earlier: { said, message, sinceMs: earlier?.said === said ? earlier.sinceMs : atMs } };
}
function ofThisReset({ timeline }, status, message, atMs) {
    const latest = timeline.at(-1);
    const phases = latest?.status === status
        ? [...timeline.slice(0, -1), { ...latest, message }]
        : [...timeline, { status, atMs, message }];
    return { awaitsStart: false, timeline: phases.slice(-longestTimeline) };
}
function failed({ failedChecks, outage }, problem, begunMs) {
    return {
        failedChecks: failedChecks + 1,
        outage: {
            sinceMs: outage?.sinceMs ?? begunMs,
            failedChecks: (outage?.failedChecks ?? 0) + 1,
            problem,
        },
    };
}
/** The last documented status, if one was seen. */
function lastPhase(progress) {
    return progress.timeline.at(-1);
}

;// CONCATENATED MODULE: ./lib/wait/outcome.js


/** The result of a run that a problem ended. */
function errorResult(problem, elapsedMs, progress = noProgress) {
    return { outcome: { kind: 'error', problem }, progress, elapsedMs };
}
/**
 * Decides whether a check ends the wait.
 *
 * @param progress what was seen, this check included
 * @param nowMs when the check ended, in milliseconds since the step began
 * @returns undefined to wait on
 */
function decide(progress, check, nowMs, policy) {
    switch (check.kind) {
        case 'answer':
            return progress.awaitsStart ? undefined : decideStatus(check.status, check.message, policy);
        case 'unknown-status':
            return undefined;
        case 'not-found':
            return progress.awaitsStart ? undefined : { kind: 'error', problem: check.problem };
        case 'transient':
        case 'timed-out':
            return decideOutage(progress, nowMs, policy);
        case 'fatal':
            return { kind: 'error', problem: check.problem };
    }
}
/** How a wait ends whose deadline has passed. */
function decideAtDeadline({ awaitsStart }) {
    return { kind: awaitsStart ? 'not-started' : 'timed-out' };
}
function decideStatus(status, apiMessage, policy) {
    switch (status) {
        case 'completed':
        case 'failed':
            return { kind: status, apiMessage };
        case 'stalled':
            return policy.onStalled === 'fail' ? { kind: 'stalled', apiMessage } : undefined;
        case 'pending':
        case 'in-progress':
            return undefined;
    }
}
// Before the first good answer a failure is more likely a wrong host than an outage.
const longestToleranceBeforeAnswerMs = 60_000;
function decideOutage(progress, nowMs, policy) {
    const { outage } = progress;
    // At the deadline a request is cut short by it, which says nothing about the API.
    if (outage === undefined || nowMs >= deadlineOf(progress, policy))
        return undefined;
    const toleranceMs = toleranceOf(progress, policy);
    if (nowMs - outage.sinceMs < toleranceMs)
        return undefined;
    const text = describeGivingUp(outage, toleranceMs, policy);
    return { kind: 'error', problem: { ...outage.problem, text } };
}
/** How long an outage is borne, in milliseconds. */
function toleranceOf({ hasAnswered }, { outageToleranceMs }) {
    return hasAnswered ? outageToleranceMs : Math.min(outageToleranceMs, longestToleranceBeforeAnswerMs);
}
function describeGivingUp(outage, toleranceMs, policy) {
    const checks = outage.failedChecks === 1 ? 'A check failed' : `${outage.failedChecks} checks in a row failed`;
    const limit = toleranceMs === policy.outageToleranceMs
        ? `outage-tolerance is ${formatDuration(toleranceMs)}`
        : `before the first good answer an outage is tolerated for at most ${formatDuration(toleranceMs)}`;
    return `${checks}, and ${limit}. ${outage.problem.text}`;
}

;// CONCATENATED MODULE: ./lib/wait/backoff.js
const growthFactor = 1.25;
const jitterRatio = 0.1;
const longestLastCheckLeadMs = 5_000;
const lastCheckLeadRatio = 0.1;
/**
 * The delay after a check: `pollIntervalMs`, grown by 1.25 for each check before it up to `maxPollIntervalMs`,
 * jittered by ±10 %, and not below what the API asked for.
 *
 * @param checksBefore number of checks made before the latest one
 * @param retryAfterMs least delay that the latest answer asked for, in milliseconds
 * @param random a number from 0 to below 1, for the jitter
 * @returns milliseconds
 */
function nextDelay({ pollIntervalMs, maxPollIntervalMs }, checksBefore, retryAfterMs, random) {
    const grownMs = pollIntervalMs * growthFactor ** checksBefore;
    const cappedMs = Math.min(grownMs, maxPollIntervalMs);
    const jitteredMs = cappedMs * (1 + jitterRatio * (2 * random - 1));
    return Math.max(jitteredMs, retryAfterMs);
}
/**
 * Plans the check after one that has just ended. Where the delay would leave no time for an answer before the
 * deadline, the check becomes the last one, as long before the deadline as an answer may need.
 *
 * @param nowMs milliseconds since the step began, like the deadline
 * @param delayMs the delay that the backoff asks for
 * @returns undefined when no further check fits in
 */
function planNextCheck({ requestTimeoutMs }, deadlineMs, nowMs, delayMs) {
    const leadMs = Math.min(requestTimeoutMs, longestLastCheckLeadMs, deadlineMs * lastCheckLeadRatio);
    const lastCheckAtMs = deadlineMs - leadMs;
    if (nowMs + delayMs <= lastCheckAtMs)
        return { atMs: nowMs + delayMs, isLast: false };
    return nowMs < lastCheckAtMs ? { atMs: lastCheckAtMs, isLast: true } : undefined;
}

;// CONCATENATED MODULE: ./lib/wait/wait.js



/** How often a wait gives a sign of life. */
const heartbeatPeriodMs = 60_000;
/** Waits until the reset has ended, the deadline has passed, or there is no point in going on. */
async function waitForReset(parts) {
    const { clock, observe, policy } = parts;
    const state = { progress: firstProgress(policy), plan: { atMs: clock.now(), isLast: false } };
    const stopHeartbeat = clock.every(heartbeatPeriodMs, () => {
        const nowMs = clock.now();
        if (nowMs < deadlineOf(state.progress, policy))
            observe({ kind: 'heartbeat', nowMs, ...state });
    });
    try {
        const outcome = await checkUntilDecided(parts, state);
        return { outcome, progress: state.progress, elapsedMs: clock.now() };
    }
    finally {
        stopHeartbeat();
    }
}
async function checkUntilDecided(parts, state) {
    const { interruption, observe, policy } = parts;
    while (state.plan !== undefined) {
        await sleepUntil(state.plan.atMs, parts);
        const checked = await checkOnce(parts, state);
        if (checked === undefined)
            break;
        if (checked.outcome !== undefined)
            return checked.outcome;
        state.plan = planAfter(checked, parts);
        const deadlineMs = deadlineOf(state.progress, policy);
        observe({ kind: 'sleeping', nowMs: checked.times.endedMs, deadlineMs, plan: state.plan });
    }
    // The deadline is what the user said: the step does not end before it, even when no check fits in any more.
    await sleepUntil(deadlineOf(state.progress, policy), parts);
    return interruption.aborted ? { kind: 'cancelled' } : decideAtDeadline(state.progress);
}
async function sleepUntil(momentMs, { clock, interruption }) {
    for (let leftMs = momentMs - clock.now(); leftMs > 0; leftMs = momentMs - clock.now()) {
        if (interruption.aborted)
            return;
        await clock.sleep(leftMs, interruption);
    }
}
/** Looks once, and notes and decides. Undefined when the wait was interrupted, or the deadline has passed. */
async function checkOnce(parts, state) {
    const { clock, interruption, observe, policy } = parts;
    const { progress: before } = state;
    const begunMs = clock.now();
    const deadlineMs = deadlineOf(before, policy);
    if (interruption.aborted || begunMs >= deadlineMs)
        return undefined;
    const limitMs = Math.min(begunMs + policy.requestTimeoutMs, deadlineMs);
    const check = await parts.check(limitMs - begunMs, interruption);
    if (interruption.aborted) {
        state.progress = { ...before, checks: before.checks + 1 };
        return undefined;
    }
    // A timer may fire a little early: a check that used up its time has not ended before its limit all the same.
    const endedMs = check.kind === 'timed-out' ? Math.max(limitMs, clock.now()) : clock.now();
    const checked = judge(check, { begunMs, endedMs }, before, policy);
    state.progress = checked.after;
    observe(checked);
    return checked;
}
function judge(check, times, before, policy) {
    const after = advance(before, check, times);
    return {
        kind: 'checked',
        check,
        times,
        before,
        after,
        outcome: decide(after, check, times.endedMs, policy),
    };
}
function planAfter({ check, after, times }, { policy, random }) {
    const retryAfterMs = check.kind === 'fatal' ? 0 : check.retryAfterMs;
    const delayMs = nextDelay(policy, after.checks - 1, retryAfterMs, random());
    return planNextCheck(policy, deadlineOf(after, policy), times.endedMs, delayMs);
}

;// CONCATENATED MODULE: ./lib/report/progress-log.js





/**
 * The lines that open the log.
 *
 * @param request what is asked of the API, method and URL
 */
function describeStart(recoveryId, request, policy) {
    const [timeout, start, first, longest] = [
        policy.timeoutMs,
        policy.startTimeoutMs,
        policy.pollIntervalMs,
        policy.maxPollIntervalMs,
    ].map(formatDuration);
    const rate = first === longest ? `every ${first}` : `every ${first} at first and every ${longest} later`;
    const toStart = policy.startTimeoutMs > 0 ? ` It has to start within ${start}.` : '';
    return [
        `Waiting up to ${timeout} for the reset of recovery ${recoveryId} to end, checking ${rate}.${toStart}`,
        request,
    ];
}
/** The warning about a token that expires before the wait may end. */
function describeTokenExpiry(expiryMs) {
    const text = `The token expires on ${formatMoment(expiryMs)}, before the timeout of this step: ` +
        'if the reset takes longer than that, the step will fail. Make a token that lasts longer.';
    return { level: 'warning', text, title: 'Token expires before the timeout' };
}
/** What the log says about an event of the wait. */
function describeEvent(event, policy) {
    switch (event.kind) {
        case 'checked':
            return describeCheck(event, policy);
        case 'sleeping':
            return [{ level: 'debug', text: describeSleep(event) }];
        case 'heartbeat':
            return [{ level: 'info', text: describeHeartbeat(event, policy) }];
    }
}
function describeCheck(event, policy) {
    const time = `[${formatElapsed(event.times.endedMs)}]`;
    const changes = [
        describeRecovery(event),
        describeEarlier(event, policy),
        describeStatusChange(event),
        describeFirstFailure(event, policy),
        describeSurprise(event),
    ];
    return [
        { level: 'debug', text: `${time} ${describeRawCheck(event)}` },
        ...changes.filter(Boolean).map((change) => ({ level: 'info', text: `${time} ${change}` })),
        ...describeUnknownStatus(event),
    ];
}
function describeRawCheck({ check, times, after }) {
    const took = `check ${after.checks} took ${Math.round(times.endedMs - times.begunMs)} ms`;
    const asked = check.kind !== 'fatal' && check.retryAfterMs > 0
        ? `; retry after ${formatDuration(check.retryAfterMs)}`
        : '';
    const told = 'problem' in check ? `${check.kind}: ${check.problem.text}` : `${check.kind}: ${describeAnswer(check)}`;
    return `${took}${asked}; ${told}`;
}
function describeAnswer({ status, message }) {
    return message === '' ? quote(status) : `${quote(status)}, ${quote(message, 500)}`;
}
function describeRecovery({ before, after, times }) {
    const { outage } = before;
    if (outage === undefined || after.outage !== undefined || !isNews(before.stretches))
        return undefined;
    const failures = outage.failedChecks === 1 ? '1 failure' : `${outage.failedChecks} failures`;
    return `Checks work again, after ${failures} in ${formatElapsed(times.endedMs, outage.sinceMs)}.`;
}
/** How long something has to be gone before it is told of again: the log of an API that comes and goes stays short. */
const shortestPauseMs = { status: 60_000, outage: 300_000 };
/** Whether the latest stretch is worth a line. One that is not shows in the heartbeat. */
function isNews(stretches) {
    const [latest, ...before] = stretches.toReversed();
    const again = before.findIndex(({ known }) => known === latest?.known);
    if (latest === undefined || again === -1)
        return true;
    const endedMs = before[again - 1]?.sinceMs ?? latest.sinceMs;
    return latest.sinceMs - endedMs >= shortestPauseMs[latest.known === 'outage' ? 'outage' : 'status'];
}
function describeEarlier({ before, after: { earlier, stretches } }, policy) {
    if (earlier === undefined || before.earlier !== undefined || !isNews(stretches))
        return undefined;
    const said = earlier.said === 'not-found' ? `. ${earlier.message}` : `: the API says ${quoteEarlier(earlier)}`;
    return `Not started yet${said} It has to start within ${formatDuration(policy.startTimeoutMs)}.`;
}
/** What the API said of a reset that was not seen under way, as the end of a sentence. */
function quoteEarlier({ said, message }) {
    return `"${said}"${quoteAside(message, 500)}, which tells of an earlier reset.`;
}
function describeStatusChange({ before, after }) {
    const phase = lastPhase(after);
    const isChange = phase?.status !== lastPhase(before)?.status && isNews(after.stretches);
    return phase && isChange ? `Status: ${phase.status}${quoteAside(phase.message, 500)}` : undefined;
}
function describeFirstFailure({ after, outcome }, policy) {
    if (after.outage?.failedChecks !== 1 || outcome !== undefined || !isNews(after.stretches))
        return undefined;
    const tolerance = formatDuration(toleranceOf(after, policy));
    return `Checks fail, which is tolerated for ${tolerance}. ${after.outage.problem.text}`;
}
/** An end that no start was seen before may be that of an earlier reset. */
function describeSurprise({ check, after, outcome }) {
    const isEnd = check.kind === 'answer' && outcome !== undefined;
    if (!isEnd || after.timeline.length > 1)
        return undefined;
    return 'The reset had ended before it was first seen. If it was started only just now, set start-timeout: this may be how an earlier one ended.';
}
function describeUnknownStatus({ check, before }) {
    if (check.kind !== 'unknown-status' || before.hasSeenUnknownStatus)
        return [];
    const text = `The API answered a status that it does not document: ${quote(check.status)}. The wait goes on: only "completed" ends it well.`;
    return [{ level: 'warning', text, title: 'Unexpected answer of the API' }];
}
function describeSleep({ nowMs, deadlineMs, plan }) {
    const time = `[${formatElapsed(nowMs)}]`;
    if (plan === undefined)
        return `${time} no further check fits in before the deadline at ${formatElapsed(deadlineMs)}`;
    const delayMs = Math.round(plan.atMs - nowMs);
    return `${time} next check in ${delayMs} ms${plan.isLast ? ', the last one before the deadline' : ''}`;
}
const longestAside = 200;
function describeHeartbeat({ nowMs, progress, plan }, policy) {
    const leftMs = deadlineOf(progress, policy) - nowMs;
    const end = progress.awaitsStart ? 'has to start within' : 'times out in';
    const parts = [describeState(progress, nowMs), `${end} ${formatElapsed(leftMs)}`, describePlan(plan, nowMs)];
    return `[${formatElapsed(nowMs)}] ${parts.join('; ')}.`;
}
function describePlan(plan, nowMs) {
    if (plan === undefined)
        return 'no further check fits in';
    return plan.atMs <= nowMs
        ? 'a check is under way'
        : `next check in ${formatElapsed(plan.atMs - nowMs + 999)}`;
}
function describeState(progress, nowMs) {
    const { outage, stretches } = progress;
    const known = whatIsKnown(progress);
    if (outage !== undefined) {
        const failing = `Checks have been failing for ${formatElapsed(nowMs, outage.sinceMs)}`;
        return known === undefined ? failing : `${failing}; before that ${known.name}${known.aside}`;
    }
    if (known === undefined)
        return 'No answer yet';
    const hasFailed = stretches.some(({ known, sinceMs }) => known === 'outage' && nowMs - sinceMs < heartbeatPeriodMs);
    const state = `Still ${known.name} for ${formatElapsed(nowMs, known.sinceMs)}${known.aside}`;
    return hasFailed ? `${state}; some checks fail` : state;
}
function whatIsKnown(progress) {
    const { earlier, unknown, stretches } = progress;
    const sinceMs = stretches.at(-1)?.sinceMs ?? 0;
    if (unknown !== undefined)
        return { name: quote(unknown.status), sinceMs, aside: quoteAside(unknown.message, longestAside) };
    if (earlier !== undefined) {
        const aside = earlier.said === 'not-found' ? ' (404)' : ` (the API says "${earlier.said}")`;
        return { name: 'not started', sinceMs: earlier.sinceMs, aside };
    }
    const phase = lastPhase(progress);
    return phase && { name: phase.status, sinceMs: phase.atMs, aside: quoteAside(phase.message, longestAside) };
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
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



// All that a run writes goes through this file: each text becomes one harmless line here, and nowhere before.
const longestLine = 1_000;
const longestAnnotation = 4_000;
function readInput(name) {
    return getInput(name);
}
/** Makes the runner replace a secret in everything that is printed from now on. */
function maskSecret(secret) {
    setSecret(secret);
}
/**
 * Prints a text: `debug` only if step debugging is on; `notice`, `warning` and `error` as annotations.
 *
 * @param title of an annotation; static, because the runner does not mask titles
 */
function print(level, text, title = '') {
    switch (level) {
        case 'debug':
            if (isDebug())
                debug(oneLine(text, longestLine));
            return;
        case 'info':
            info(oneLine(text, longestLine));
            return;
        case 'notice':
        case 'warning':
        case 'error':
            annotate[level](oneLine(text, longestAnnotation), { title });
    }
}
const annotate = { notice: notice, warning: warning, error: error };
/**
 * Writes all outputs, in their order and as they are: the output file is safe for any text.
 *
 * @throws Error when one of them could not be written; those after it are not
 */
function writeOutputs(outputs) {
    // Without the file, the toolkit would print the outputs, which a runner no longer reads.
    checkFile('GITHUB_OUTPUT');
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
/** Whether the runner takes a job summary. */
function takesSummary() {
    return Boolean(process.env.GITHUB_STEP_SUMMARY);
}
/**
 * Adds Markdown to the job summary, as it is.
 *
 * @throws Error when it could not be written
 */
function writeSummary(markdown) {
    const file = checkFile('GITHUB_STEP_SUMMARY');
    // The toolkit's own way takes longer than all the rest of the report: it loads promises for files.
    const existing = (0,external_node_fs_namespaceObject.openSync)(file, external_node_fs_namespaceObject.constants.O_WRONLY | external_node_fs_namespaceObject.constants.O_APPEND);
    try {
        (0,external_node_fs_namespaceObject.writeFileSync)(existing, markdown);
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(existing);
    }
}
/** The file that a variable names. To open a pipe that nobody reads would never end. */
function checkFile(variable) {
    const file = process.env[variable];
    if (!file)
        throw new Error(`${variable} is not set`);
    const found = (0,external_node_fs_namespaceObject.statSync)(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile() && !found.isCharacterDevice())
        throw new Error(`${variable} does not name a file`);
    return file;
}

;// CONCATENATED MODULE: ./lib/report/phase-table.js

const mostRows = 12;
/**
 * The phases of a run as an HTML table: what was known of the reset, from when, and for how long, in whole seconds
 * that add up. There is nothing untrusted in it.
 *
 * @param beganMs when the step began, in milliseconds since 1970
 * @returns empty when nothing was known
 */
function phaseTable({ outcome, progress, elapsedMs }, beganMs) {
    if (progress.stretches.length === 0)
        return '';
    const phases = phasesOf(progress.stretches, elapsedMs);
    const longestMs = Math.max(...phases.map(({ sinceMs, untilMs }) => untilMs - sinceMs));
    const end = progress.timeline.length > 1 ? `after ${unbroken(elapsedMs)}` : 'when first seen';
    const timeOf = clockOf(beganMs, beganMs + elapsedMs);
    const rows = phases.map(({ known, sinceMs, untilMs }) => {
        const length = `${bar((untilMs - sinceMs) / longestMs)} ${unbroken(untilMs, sinceMs)}`;
        const cell = known === outcome.kind ? end : length;
        return `<tr><td nowrap>${known}</td><td nowrap>${timeOf(sinceMs)}</td><td>${cell}</td></tr>`;
    });
    return folded(rows);
}
function phasesOf(stretches, elapsedMs) {
    const all = [{ known: 'no answer', sinceMs: 0 }, ...stretches];
    const phases = all.map((stretch, index) => ({ ...stretch, untilMs: all[index + 1]?.sinceMs ?? elapsedMs }));
    return phases.slice((phases[0]?.untilMs ?? 0) < 1_000 ? 1 : 0);
}
/** Makes the function that writes a moment, given since the step began: without the date where all have the same. */
function clockOf(beganMs, endedMs) {
    const whole = (momentMs) => formatMoment(momentMs).replace(' UTC', '');
    const isWithinDay = whole(beganMs).slice(0, 10) === whole(endedMs).slice(0, 10);
    return (sinceMs) => whole(beganMs + sinceMs).slice(isWithinDay ? -8 : 0);
}
function unbroken(untilMs, sinceMs) {
    return formatElapsed(untilMs, sinceMs).replaceAll(' ', '\u00A0');
}
const eighths = '▏▎▍▌▋▊▉';
// More would not leave room for the length beside it on a phone.
const longestBar = 5;
/** @param share of the longest bar, from 0 to 1 */
function bar(share) {
    const length = Math.ceil(share * longestBar * 8);
    return '█'.repeat(length / 8) + eighths.charAt((length % 8) - 1);
}
const header = ['Status', 'From UTC', 'For'].map((name) => `<th align="left">${name}</th>`).join('');
function folded(rows) {
    const table = (some) => `<table>\n<tr>${header}</tr>\n${some.join('\n')}\n</table>`;
    const first = rows.slice(0, -mostRows);
    const latest = table(rows.slice(-mostRows));
    if (first.length === 0)
        return latest;
    return `<details><summary>The first ${first.length} of ${rows.length} phases</summary>\n${table(first)}\n</details>\n\n${latest}`;
}

;// CONCATENATED MODULE: ./lib/report/verdict.js





/** @param inputs undefined when they could not be used */
function verdictOf(result, inputs) {
    const { outcome, progress } = result;
    const happened = describe(result, inputs);
    const details = outcome.kind === 'error' ? (outcome.problem.details ?? []) : [];
    const advice = adviceOn(outcome, progress);
    const announcement = [happened, ...details, ...advice].join(' ');
    return {
        isSuccess: outcome.kind === 'completed',
        title: titles[outcome.kind],
        happened,
        details,
        advice,
        message: 'apiMessage' in outcome ? apiMessageOf(outcome) : announcement,
        announcement,
    };
}
const titles = {
    completed: 'Recovery reset completed',
    failed: 'Recovery reset failed',
    stalled: 'Recovery reset stalled',
    'not-started': 'Recovery reset not started in time',
    'timed-out': 'Recovery reset not finished in time',
    error: 'Recovery reset could not be awaited',
    cancelled: 'Wait for recovery reset cancelled',
};
function apiMessageOf({ kind, apiMessage }) {
    return apiMessage || (kind === 'completed' ? '' : `${capitalised(statusMeanings[kind])}.`);
}
const verdict_longestQuote = 2_000;
function describe(result, inputs) {
    const { outcome, progress, elapsedMs } = result;
    const reset = inputs === undefined ? 'the reset' : `the reset of recovery ${inputs.identifiers.id}`;
    switch (outcome.kind) {
        case 'completed':
        case 'failed':
        case 'stalled':
            return `${capitalised(reset)} ${describeEnd(outcome, progress, elapsedMs)}. ${describeReason(outcome)}`.trim();
        case 'not-started':
            return describeMissingStart(reset, progress, elapsedMs, inputs);
        case 'timed-out':
            return describeTimeout(reset, progress, elapsedMs, inputs);
        case 'error':
            return withLastStatus(outcome.problem.text, progress, elapsedMs);
        case 'cancelled':
            return withLastStatus(`The wait for ${reset} was cancelled after ${formatElapsed(elapsedMs)}.`, progress, elapsedMs);
    }
}
function capitalised(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** An end that no check saw coming had happened before: when, nobody knows. */
function describeEnd({ kind }, { timeline, checks }, elapsedMs) {
    if (timeline.length > 1)
        return `${kind} after ${formatElapsed(elapsedMs)}`;
    return `had already ${kind} at the first check${checks === 1 ? '' : ' that the API answered'}`;
}
function describeReason({ kind, apiMessage }) {
    return apiMessage === '' ? withoutReason[kind] : `The API says: ${quoteAtEnd(apiMessage, verdict_longestQuote)}`;
}
const withoutReason = {
    completed: '',
    failed: 'The API gives no reason; it says so also when the pre-reset webhook failed.',
    stalled: 'The API gives no reason; it allows no reset while any restore is running on the timeline.',
};
function describeMissingStart(reset, progress, elapsedMs, inputs) {
    const { earlier } = progress;
    const limit = formatDuration(inputs?.policy.startTimeoutMs ?? elapsedMs);
    return [
        `No start of ${reset} was seen within ${limit} (${describeChecks(progress)}).`,
        earlier && describeInstead(earlier, elapsedMs),
        describeUnknown(progress),
        describeOutage(progress, elapsedMs),
    ]
        .filter(Boolean)
        .join(' ');
}
function describeInstead(earlier, elapsedMs) {
    const lasting = `For ${formatElapsed(elapsedMs, earlier.sinceMs)}`;
    return earlier.said === 'not-found'
        ? `${lasting} there was none. ${earlier.message}`
        : `${lasting} the API has said ${quoteEarlier(earlier)}`;
}
/** How many checks were made, and how many of them failed. */
function describeChecks({ checks, failedChecks }) {
    return `${checks} ${checks === 1 ? 'check' : 'checks'}, ${failedChecks || 'none'} failed`;
}
function describeTimeout(reset, progress, elapsedMs, inputs) {
    const limit = formatDuration(inputs?.policy.timeoutMs ?? elapsedMs);
    const ended = `${capitalised(reset)} had not ended after ${limit} (${describeChecks(progress)}).`;
    return [withLastStatus(ended, progress, elapsedMs), describeOutage(progress, elapsedMs)]
        .filter(Boolean)
        .join(' ');
}
function describeOutage({ outage }, elapsedMs) {
    return outage === undefined
        ? ''
        : `Checks had been failing for ${formatElapsed(elapsedMs, outage.sinceMs)}. ${outage.problem.text}`;
}
function withLastStatus(text, progress, elapsedMs) {
    const phase = lastPhase(progress);
    const known = phase &&
        `Last status: ${phase.status}, for ${formatElapsed(elapsedMs, phase.atMs)}${quoteAside(phase.message, verdict_longestQuote)}.`;
    return [text, known, describeUnknown(progress)].filter(Boolean).join(' ');
}
function describeUnknown({ unknown }) {
    if (unknown === undefined)
        return '';
    const { status, message } = unknown;
    return `The latest answer had a status that the API does not document: ${quote(status)}${quoteAside(message, verdict_longestQuote)}.`;
}
const resetGoesOn = 'Only the wait has ended; the reset goes on. Run this step again to go on waiting for it.';
const moreTolerance = 'If outages of the API may last longer, raise `outage-tolerance`.';
function adviceOn(outcome, progress) {
    switch (outcome.kind) {
        case 'completed':
            return [];
        case 'failed':
            return [
                'Mend the cause, which may be the pre-reset webhook or what it calls, and reset the recovery again in Cloud Rewind.',
                'Then run this step again with `start-timeout: 2m`, so that it does not read this end once more.',
            ];
        case 'stalled':
            return [
                'Let the restore that runs on the timeline end, or end it in Cloud Rewind, then run this step again.',
                'To wait it out within this step, set `on-stalled: wait`.',
            ];
        case 'not-started':
            return [
                'Check that the reset was started, and that `recovery-id` is the recovery that it was started for.',
                'If it takes longer to start, raise `start-timeout`.',
                'If it may have ended before this step began, or between two checks, leave `start-timeout` out.',
            ];
        case 'timed-out':
            return [
                resetGoesOn,
                'If it often takes longer, raise `timeout` (and `timeout-minutes` of the job).',
                'If it makes no headway, look at the recovery in Cloud Rewind.',
            ];
        case 'error':
            return ((progress.hasAnswered && adviceAfterAnswer[outcome.problem.cause]) ||
                adviceAgainst[outcome.problem.cause]);
        case 'cancelled':
            return [resetGoesOn];
    }
}
const newToken = 'Make a token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT, and store it as the secret that `token` reads.';
const compareAddress = "Compare the address with the request line that your tenant's API reference shows: its host goes into `api-url`, its path into `status-path`.";
const isNotKnown = 'Whether the reset has ended is not known: look at it in Cloud Rewind, then run this step again.';
const adviceAgainst = {
    // Each of their texts says what is accepted.
    inputs: [],
    credentials: [newToken, 'Check that `api-url` is the host of the tenant that the token belongs to.'],
    permissions: [
        'Give the service account that the token belongs to the permissions it lacks.',
        'Check that it may see this account, project and assembly.',
    ],
    'not-found': [
        'Check `recovery-id`, `assembly-id`, `project-id` and `account-id`.',
        compareAddress,
        'If the reset was only just started and may appear later, set `start-timeout`.',
    ],
    refused: [compareAddress],
    redirect: [
        'Set `api-url` and `status-path` to the address that answers itself.',
        'If the target is a login page, check that a proxy or gateway lets the runner pass.',
    ],
    certificate: [
        'If a private certificate authority signed it, name the certificate of that authority in `NODE_EXTRA_CA_CERTS`.',
        'If it has expired or was made out for another host, have it renewed, or correct `api-url`.',
    ],
    proxy: [
        'Check the variable `https_proxy` on the runner, user name and password included.',
        "Have the proxy allow the API's host, or name that host in `no_proxy`.",
    ],
    unreachable: [
        'Check the host in `api-url`.',
        'Check that the runner reaches it: DNS, firewall, and `https_proxy` where one is needed.',
        moreTolerance,
    ],
    server: [isNotKnown, moreTolerance],
    'unusable-answer': [
        compareAddress,
        'If a proxy or gateway answers in place of the API, have it let the runner pass.',
    ],
    internal: ['Run this step again.', 'Report this message to the authors of this action.'],
};
/** The same once the API had answered: address, route and token were right then. */
const adviceAfterAnswer = {
    credentials: [
        'If the token has expired, make a new one, and store it as the secret that `token` reads.',
        isNotKnown,
    ],
    'not-found': ['Look in Cloud Rewind whether the recovery was deleted: the API knew it before.'],
    refused: [isNotKnown],
    redirect: [isNotKnown],
    unreachable: [isNotKnown, moreTolerance],
    'unusable-answer': [isNotKnown, moreTolerance],
};

;// CONCATENATED MODULE: ./lib/report/summary.js




const longestText = 4_000;
const signs = {
    completed: '✅',
    failed: '❌',
    stalled: '❌',
    'not-started': '❌',
    'timed-out': '❌',
    error: '❌',
    cancelled: '🚫',
};
/**
 * The job summary of a run, as Markdown. What is not static stands within HTML blocks: Markdown inside them is not
 * read, so that no text can break out of its place.
 *
 * @param inputs undefined when they could not be used
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
function summarise(result, { title, happened, details, advice }, inputs, startedAtMs) {
    // From a whole second on, so that the moments and lengths that are shown agree.
    const beganMs = startedAtMs - (startedAtMs % 1_000);
    const sections = [
        `## ${signs[result.outcome.kind]} ${title}`,
        `<p>${inert(happened, longestText)}</p>`,
        details.length > 0 && `<ul>\n${details.map(listItem).join('\n')}\n</ul>`,
        advice.length > 0 && `### What to do next\n\n${advice.map((step) => `- ${step}`).join('\n')}`,
        phaseTable(result, beganMs),
        factList(result, inputs, beganMs),
    ];
    return `${sections.filter(Boolean).join('\n\n')}\n`;
}
function listItem(text) {
    return `<li>${inert(text, longestText)}</li>`;
}
function factList({ progress, elapsedMs }, inputs, beganMs) {
    const identifiers = inputs?.identifiers;
    const facts = [
        ['Request', inputs && `GET ${inputs.statusUrl.href}`],
        ['Recovery', identifiers?.id],
        ['Assembly', identifiers?.assemblyId],
        ['Project', identifiers?.projectId],
        ['Account', identifiers?.accountId],
        ['Began', formatMoment(beganMs)],
        ['Ended', `${formatMoment(beganMs + elapsedMs)}, after ${formatElapsed(elapsedMs)}`],
        ['Checks', describeChecks(progress)],
    ];
    const items = facts.flatMap(([name, value]) => value === undefined ? [] : [`<li>${name}: <code>${inert(value)}</code></li>`]);
    return `<details><summary>Facts</summary>\n<ul>\n${items.join('\n')}\n</ul>\n</details>`;
}

;// CONCATENATED MODULE: ./lib/report/report.js






/**
 * Tells how the run ended: outputs, job summary, one annotation. Whatever of that fails, the verdict stays, but for
 * a success that later steps could not read in the outputs: that is none.
 *
 * @returns whether the step is a success
 */
function report(result, context) {
    const reached = verdictOf(result, context.inputs);
    const outputProblem = attempt(() => writeOutputs(outputsOf(result, reached.message, context.startedAtMs)));
    const summaryProblem = attempt(() => addSummary(result, reached, context));
    const verdict = outputProblem === undefined ? reached : withLostOutputs(reached, outputProblem);
    attempt(() => {
        if (summaryProblem !== undefined)
            print('info', `The job summary could not be written: ${summaryProblem}`);
        print(verdict.isSuccess ? 'notice' : 'error', verdict.announcement, verdict.title);
    });
    return verdict.isSuccess;
}
function addSummary(result, verdict, context) {
    if (context.writeSummary && takesSummary())
        writeSummary(summarise(result, verdict, context.inputs, context.startedAtMs));
}
function withLostOutputs(verdict, problem) {
    return {
        ...verdict,
        isSuccess: false,
        title: verdict.isSuccess ? 'Outputs could not be written' : verdict.title,
        announcement: `${verdict.announcement} The outputs of this step could not be written: ${problem}.`,
    };
}
function attempt(action) {
    try {
        action();
        return undefined;
    }
    catch (error) {
        return messageOf(error);
    }
}
const messageLimitBytes = 64 * 1024;
/**
 * Makes the outputs of a run.
 *
 * @param message why the wait ended
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
function outputsOf(result, message, startedAtMs) {
    const { outcome, progress, elapsedMs } = result;
    return {
        message: shortenToBytes(message, messageLimitBytes - 1),
        outcome: outcome.kind,
        cause: outcome.kind === 'error' ? outcome.problem.cause : '',
        'elapsed-seconds': String(wholeSeconds(elapsedMs)),
        checks: String(progress.checks),
        timeline: timelineJson(progress.timeline, startedAtMs),
        // Last, because it opens gates: it is written only when all the others could be.
        status: statusOf(result),
    };
}
/** The last status that was seen, and `completed` if and only if the step is a success. */
function statusOf({ outcome, progress }) {
    const status = lastPhase(progress)?.status ?? '';
    return status === 'completed' && outcome.kind !== 'completed' ? '' : status;
}
function timelineJson(timeline, startedAtMs) {
    const entries = timeline.map(({ status, atMs }) => ({
        status,
        at: new Date(startedAtMs + atMs).toISOString(),
        elapsedSeconds: wholeSeconds(atMs),
    }));
    return JSON.stringify(entries);
}
function wholeSeconds(durationMs) {
    return Math.floor(durationMs / 1_000);
}

;// CONCATENATED MODULE: ./lib/wait/clock.js
/** The process's own clock: it began with the process and does not jump with the time of day. */
const processClock = {
    now: () => performance.now(),
    sleep: (durationMs, interruption) => new Promise((resolve) => {
        if (interruption.aborted)
            return resolve();
        const finish = () => {
            clearTimeout(timer);
            interruption.removeEventListener('abort', finish);
            resolve();
        };
        const timer = setTimeout(finish, durationMs);
        interruption.addEventListener('abort', finish);
    }),
    every: (periodMs, callback) => {
        const timer = setInterval(callback, periodMs);
        return () => clearInterval(timer);
    },
};

;// CONCATENATED MODULE: ./lib/main.js













/**
 * Runs the action once.
 *
 * @param interruption ends the wait; its reason is an `Interruption`
 * @returns whether the step is a success
 */
async function main(interruption) {
    const redact = maskSecrets();
    const startedAtMs = performance.timeOrigin;
    const inputs = readInputs({ read: readInput, redact, wallClockMs: Date.now() });
    const { writeSummary } = inputs;
    if ('problems' in inputs)
        return report(refusal(inputs.problems), { startedAtMs, inputs: undefined, writeSummary });
    const problems = environmentProblems(process.env, inputs.apiUrl, bypassesProxy);
    const result = problems.length > 0 ? refusal(problems) : await awaitReset(inputs, redact, interruption);
    return report(result, { startedAtMs, inputs, writeSummary });
}
function maskSecrets() {
    const secrets = [...secretsOf(readInput('token')), ...proxySecrets(process.env)];
    for (const secret of secrets)
        maskSecret(secret);
    return redactor(secrets);
}
/** What comes of inputs or an environment that cannot be used. */
function refusal(problems) {
    const [only = '', ...others] = problems;
    const nothing = 'No request was made.';
    const problem = others.length === 0
        ? { text: `${only} ${nothing}` }
        : { text: `${problems.length} things are wrong. ${nothing}`, details: problems };
    return errorResult({ cause: 'inputs', ...problem }, processClock.now());
}
async function awaitReset(inputs, redact, interruption) {
    const { identifiers, policy, statusUrl } = inputs;
    for (const line of describeStart(identifiers.id, redact(`GET ${statusUrl.href}`), policy))
        print('info', line);
    warnOfExpiry(inputs);
    try {
        const result = await waitForReset({
            policy,
            clock: processClock,
            check: statusClient({ ...inputs, redact }),
            observe: (event) => describeEvent(event, policy).forEach(printEntry),
            random: Math.random,
            interruption,
        });
        const { reason } = interruption;
        return reason?.kind === 'crashed' ? crash(reason.thrown, redact, result.progress) : result;
    }
    catch (error) {
        return crash(error, redact);
    }
}
function warnOfExpiry({ token, policy }) {
    const expiryMs = tokenExpiry(token);
    if (expiryMs !== undefined && expiryMs < performance.timeOrigin + policy.timeoutMs)
        printEntry(describeTokenExpiry(expiryMs));
}
function printEntry({ level, text, title }) {
    print(level, text, title);
}
function crash(thrown, redact, progress) {
    const text = `The wait ended on an unexpected error: ${redact(messageOf(thrown))}.`;
    return errorResult({ cause: 'internal', text }, processClock.now(), progress);
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