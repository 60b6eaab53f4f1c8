// Written by scripts/openapi-client.ts from the server's routes. Change a route and run `npm run api:client`.

export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "live";
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it work: database, migrations, partitions, queue */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ready" | "not-ready";
                            checks: {
                                [key: string]: "ok" | "failed";
                            };
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ready" | "not-ready";
                            checks: {
                                [key: string]: "ok" | "failed";
                            };
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live updates
         * @description `text/event-stream`. Each message is JSON with a `type`; the page then fetches the thing concerned again. Nothing is repeated after a lost connection. The stream ends with the sign-in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether anybody has an account yet; the first one becomes the administrator */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hasAccounts: boolean;
                            /** @description a demo learner can be entered */
                            demo: boolean;
                            /** @description letters go to their receivers; otherwise the administrator of this server has them */
                            sendsLetters: boolean;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create an account; 202 where an address has to be confirmed first, whether it has an account or not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                        displayName: string;
                        /**
                         * @description IANA name, such as Europe/Berlin
                         * @default UTC
                         */
                        timeZone?: string;
                        /** @default en */
                        locale?: string;
                        /**
                         * @description of StudyIn's words: on the page, in messages and in letters
                         * @default en
                         * @enum {string}
                         */
                        language?: "en" | "de";
                        /** @default false */
                        rememberMe?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "letter-sent";
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in; 202 when the account asks for a second factor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                        /** @default false */
                        rememberMe?: boolean;
                        /**
                         * @description bring back an account that was closed
                         * @default false
                         */
                        restoresAccount?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactorNeeded"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the refresh cookie for a new one and an access token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out this device */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password; every other device is signed out, and API keys end where you ask for it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        newPassword: string;
                        /**
                         * @description end all your API keys, too: whoever knew the old password may have made one
                         * @default false
                         */
                        revokesApiKeys?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Device"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Sign out everywhere but here */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description sign-ins that ended */
                            ended: number;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/devices/{familyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out a device */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    familyId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a letter to set a new password; the answer is the same whether there is an account or not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verification-letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the letter that confirms an address once more; the answer is the same whoever asks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with the link from a letter; signs the account out everywhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description what stands behind the # of the link */
                        token: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an e-mail address, the present one or a new one, with the link from a letter */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description what stands behind the # of the link */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description the address that is confirmed now */
                            email: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email/verification-letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the letter that confirms your address once more; one a minute and five an hour */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to change your e-mail address; it changes when the link in the letter to the new one is used */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Letters that stayed here because no mail server is set, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false: letters go to a mail server, and none are kept */
                            areKept: boolean;
                            items: components["schemas"]["KeptLetter"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of these letters with its text; the audit log notes that you read it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LetterText"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a sign-in with a code or a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ticket: string;
                        /** @description six digits of the app, or a recovery code */
                        code?: string;
                        passkey?: components["schemas"]["PasskeyAnswerInput"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey signs in place of a password; the same for everybody */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            options: components["schemas"]["PasskeyRequestOptions"];
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        passkey: components["schemas"]["PasskeyAnswerInput"];
                        /** @default false */
                        rememberMe?: boolean;
                        /**
                         * @description bring back an account that was closed
                         * @default false
                         */
                        restoresAccount?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your authenticator app, passkeys and recovery codes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactors"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin with an authenticator app */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description base 32, to be typed */
                            key: string;
                            /** @description otpauth: address, to be shown as a QR code */
                            address: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/app/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The app's first code: it counts from now on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description shown this once, with the first factor; null for later ones */
                            recoveryCodes: string[] | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/app/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the authenticator app */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes; the old ones end */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description shown this once */
                            recoveryCodes: string[];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a new passkey is made with */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description send it back with the passkey */
                            ticket: string;
                            /** Format: date-time */
                            expiresAt: string;
                            options: components["schemas"]["PasskeyCreationOptions"];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ticket: string;
                        name: string;
                        /** @description RegistrationResponseJSON of WebAuthn; other members are ignored */
                        credential: {
                            id: string;
                            response: {
                                clientDataJSON: string;
                                attestationObject: string;
                                transports?: string[] | null;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description shown this once, with the first factor; null for later ones */
                            recoveryCodes: string[] | null;
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            id: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/confirm-identity/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What you can confirm with that it is you, besides your password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IdentityQuestion"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/confirm-identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm that it is you, with all that signing in asks of you; holds for ten minutes in this sign-in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description may be left out with a passkey that makes sure who holds it */
                        password?: string;
                        /** @description six digits of the app, or a recovery code */
                        code?: string;
                        passkey?: components["schemas"]["PasskeyAnswerInput"];
                        /** @description with a passkey: of the question that it answers */
                        ticket?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description so long nothing more is asked in this sign-in
                             */
                            until: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your profile */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        firstName?: string | null;
                        lastName?: string | null;
                        university?: string | null;
                        major?: string | null;
                        graduationYear?: number | null;
                        /** @description IANA name, such as Europe/Berlin */
                        timeZone?: string;
                        /** @description how dates and numbers are written, on the page and in letters */
                        locale?: string;
                        displayName?: string;
                        username?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your settings */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description hour at which your study day begins */
                        dayStartHour?: number;
                        dailyGoalMinutes?: number;
                        /**
                         * @description of StudyIn's words: on the page, in messages and in letters
                         * @enum {string}
                         */
                        language?: "en" | "de";
                        /** @enum {string} */
                        theme?: "system" | "light" | "dark";
                        preferredDifficulty?: ("easy" | "medium" | "hard" | "nbme") | null;
                        /** @description in all decks together; null: as many as the deck that allows most */
                        newCardsPerDay?: number | null;
                        /** @description show XP, streaks and achievements */
                        showsMotivation?: boolean;
                        /** @description count your answers in the figures instructors see of a question, and without a name after an erasure */
                        sharesStatistics?: boolean;
                        shortcuts?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your picture */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Keep a picture of you
         * @description `multipart/form-data` with the part `file`: PNG, JPEG, WebP or GIF of 2 MB and 4096 pixels a side at most. What says where and with what it was taken is removed.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Remove your picture */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/background": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you told about yourself, and what can be chosen */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Background"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Tell something about yourself, or skip the questions */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        experienceLevel?: ("beginner" | "intermediate" | "advanced" | "expert") | null;
                        /** @description the lists below are asked of those who do */
                        studiesComputing?: boolean | null;
                        languages?: ("Python" | "C++" | "JavaScript" | "Rust" | "Go" | "Java" | "MATLAB" | "Julia" | "Other")[];
                        frameworks?: ("ROS" | "ROS 2" | "PyTorch" | "TensorFlow" | "Unity" | "Unreal Engine" | "Gazebo" | "Mujoco" | "Isaac Sim" | "Other")[];
                        computeHardware?: ("CPU only" | "NVIDIA GPU" | "AMD GPU" | "Apple Silicon (M1/M2)" | "NVIDIA Jetson" | "Google TPU" | "Other")[];
                        roboticsHardware?: ("None (simulation only)" | "Educational robot kit" | "Research robotic arm" | "Mobile robot" | "Humanoid robot" | "Custom hardware" | "Other")[];
                        /** @enum {string} */
                        state?: "open" | "skipped" | "done";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Background"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link that downloads everything stored about you, for five minutes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The archive behind an export link (application/zip) */
        get: {
            parameters: {
                query: {
                    ticket: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete your account with everything in it, at once and for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description your own password, once more */
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErasureReport"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/accounts/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase somebody's account; takes your own password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description your own password, once more */
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErasureReport"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long your account could be brought back if you closed it now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keepDays: number;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Close your account; signing in brings it back until it is deleted for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People with an account */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description beginnings of words of name, user name and e-mail address, in any order */
                    text?: string;
                    role?: "admin" | "instructor" | "student";
                    status?: "suspended" | "deleted" | "active";
                    /** @description last-active leaves out whoever was never signed in */
                    sort?: "last-active" | "newest";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PersonInList"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an account for somebody; the link with which they choose a password is yours to hand over */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        displayName: string;
                        /** @enum {string} */
                        role: "student" | "instructor" | "admin";
                        /**
                         * @description IANA name, such as Europe/Berlin
                         * @default UTC
                         */
                        timeZone?: string;
                        /** @default en */
                        locale?: string;
                        /**
                         * @description of StudyIn's words: on the page, in messages and in letters
                         * @default en
                         * @enum {string}
                         */
                        language?: "en" | "de";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's account: who they are and what they may do, nothing of what they learn */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link for somebody who has not chosen a password yet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give somebody another role; it counts from their next request on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "student" | "instructor" | "admin";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep somebody out, at once and until they are brought back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description told to the person when they try to sign in */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift a suspension */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close somebody's account; it is erased after a while */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a closed account back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody's sign-ins that have not ended, the last used first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SignInOfPerson"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                            /** @description all of them; counting stops at 10,000 */
                            count: number;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Switch somebody's second factor off, so that their password alone opens the account */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out everywhere; yourself everywhere else */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/sign-ins/{familyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a device of somebody out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                    /** @description UUIDv7 */
                    familyId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description id, e-mail address or username: entries by or about them */
                    user?: string;
                    event?: "signup_success" | "signup_failed" | "signin_success" | "signin_failed" | "signout" | "session_revoked" | "session_replaced" | "token_reuse_detected" | "identity_confirmed" | "identity_refused" | "second_factor_failed" | "recovery_code_used" | "passkey_copy_suspected" | "password_reset_requested" | "verification_requested" | "other_sessions_revoked" | "email_verified" | "email_change_requested" | "email_change_refused" | "email_changed" | "password_reset" | "password_reset_link_made" | "letter_read" | "password_changed" | "api_key_created" | "api_key_refused" | "api_key_revoked" | "api_key_used_elsewhere" | "password_change_failed" | "second_factor_added" | "second_factor_removed" | "second_factor_change_refused" | "second_factor_demanded" | "recovery_codes_made" | "passkey_renamed" | "profile_updated" | "settings_updated" | "data_exported" | "account_close_refused" | "account_closed" | "account_reopened" | "account_erasure_refused" | "account_erased" | "account_invited" | "account_suspended" | "account_reinstated" | "role_changed" | "audit_exported" | "plan_created" | "plan_changed" | "plan_assigned" | "subscription_changed" | "retention_changed" | "retention_started" | "maintenance_started" | "jobs_retried" | "jobs_discarded" | "archive_restored" | "file_infected" | "backup_started";
                    category?: "auth" | "change";
                    outcome?: "success" | "failure";
                    from?: string;
                    /** @description not included */
                    to?: string;
                    /** @description where it came from: an address, or a network such as 192.0.2.0/24 */
                    address?: string;
                    /** @description anywhere in the entry */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AuditEntry"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link that downloads what a search in the audit log finds, for five minutes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description id, e-mail address or username: entries by or about them */
                        user?: string;
                        /** @enum {string} */
                        event?: "signup_success" | "signup_failed" | "signin_success" | "signin_failed" | "signout" | "session_revoked" | "session_replaced" | "token_reuse_detected" | "identity_confirmed" | "identity_refused" | "second_factor_failed" | "recovery_code_used" | "passkey_copy_suspected" | "password_reset_requested" | "verification_requested" | "other_sessions_revoked" | "email_verified" | "email_change_requested" | "email_change_refused" | "email_changed" | "password_reset" | "password_reset_link_made" | "letter_read" | "password_changed" | "api_key_created" | "api_key_refused" | "api_key_revoked" | "api_key_used_elsewhere" | "password_change_failed" | "second_factor_added" | "second_factor_removed" | "second_factor_change_refused" | "second_factor_demanded" | "recovery_codes_made" | "passkey_renamed" | "profile_updated" | "settings_updated" | "data_exported" | "account_close_refused" | "account_closed" | "account_reopened" | "account_erasure_refused" | "account_erased" | "account_invited" | "account_suspended" | "account_reinstated" | "role_changed" | "audit_exported" | "plan_created" | "plan_changed" | "plan_assigned" | "subscription_changed" | "retention_changed" | "retention_started" | "maintenance_started" | "jobs_retried" | "jobs_discarded" | "archive_restored" | "file_infected" | "backup_started";
                        /** @enum {string} */
                        category?: "auth" | "change";
                        /** @enum {string} */
                        outcome?: "success" | "failure";
                        /** Format: date-time */
                        from?: string;
                        /**
                         * Format: date-time
                         * @description not included
                         */
                        to?: string;
                        /** @description where it came from: an address, or a network such as 192.0.2.0/24 */
                        address?: string;
                        /** @description anywhere in the entry */
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/export/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries behind an export link (text/csv), newest first */
        get: {
            parameters: {
                query: {
                    ticket: string;
                    search: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of whom a second factor is demanded, and who has none */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactorDemand"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Demand a second factor, from the next sign-in or access token on; you need one yourself */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description everybody with this role or a higher one has to have a second factor; null: nobody */
                        requiredFrom: ("student" | "instructor" | "admin") | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactorDemand"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API keys that can be used */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ApiKey"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API key; the reply is the only time it is shown */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        scopes: ("read" | "write" | "library:read" | "library:write" | "questions:read" | "questions:write" | "authoring:read" | "authoring:write" | "practice:read" | "practice:write" | "reviews:read" | "reviews:write" | "tutor:read" | "tutor:write" | "progress:read" | "progress:write" | "profile:read")[];
                        /** @description null: until it is revoked */
                        expiresInDays: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            apiKey: components["schemas"]["ApiKey"];
                            key: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you are written to about, and when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Notification"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Switch one kind of letter on or off, or move it to another hour or day */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "study-reminder" | "weekly-summary";
                        isOn?: boolean;
                        /** @description by the clock of your time zone */
                        hour?: number;
                        /** @description 0 Sunday … 6 Saturday; null: every day */
                        weekday?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notification"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/notifications/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where mail programs without a button of their own lead: on to the page that asks (303) */
        get: {
            parameters: {
                query: {
                    /** @description from the link of a letter */
                    token: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Switch off what a letter was about, with the link in it; mail programs' own button does this */
        post: {
            parameters: {
                query: {
                    /** @description from the link of a letter */
                    token: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            kind: "study-reminder" | "weekly-summary";
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Maintenance, partitions and jobs as they stand */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Maintenance"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/maintenance/{task}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a maintenance task now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description rotate-log, ensure-partitions, refresh-statistics, sweep-files, apply-retention, erase-from-archives, reindex-bloated */
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long everything is kept, and when that was last applied */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["RetentionPolicyReport"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/retention/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how long something is kept */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        keepDays?: number;
                        archiveKeepDays?: number | null;
                        isEnabled?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionPolicy"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/admin/retention/{name}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count what a policy would take away now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionRun"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/retention/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a policy now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/retention/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What retention did, the newest first */
        get: {
            parameters: {
                query?: {
                    policy?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["RetentionRun"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Months that left the database */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PartitionArchive"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/archives/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the rows of an archive back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backups and drills, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Backups"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a backup now, or restore the newest one for a drill */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default backup
                         * @enum {string}
                         */
                        kind?: "backup" | "drill";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            id: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/backups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a backup is getting on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BackupRun"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs of which kind wait, run and have failed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["QueueDepth"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs that failed for good, the last one first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description name of the job, such as library.process-material */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["FailedJob"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failed/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try once more: one failed job */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failed/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try once more: the failed jobs of one name, 1000 at most */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description name of the job, such as library.process-material */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failed/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up for good: one failed job */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failed/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up for good: the failed jobs of one name, 1000 at most */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description name of the job, such as library.process-material */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Achievements with your progress */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Achievement"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your plan and how much of it is used */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanUse"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans and how many people have them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PlanReport"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a plan; it is switched off at first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        /** @default  */
                        description?: string;
                        limits: components["schemas"]["PlanLimitsInput"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/plans/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a plan, for everybody who has it */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string;
                        limits?: {
                            materials?: number | null;
                            "storage-bytes"?: number | null;
                            /** @description in a calendar month (UTC) */
                            "model-tokens"?: number | null;
                        };
                        isActive?: boolean;
                        /**
                         * @description takes the place of the plan that is the default now
                         * @enum {boolean}
                         */
                        isDefault?: true;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/admin/users/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's plan, what is used of it, and the plans of before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonPlan"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Give somebody a plan, or take it back */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description null: take back what was given */
                        planCode: string | null;
                        /**
                         * @description null: until it is taken back
                         * @default null
                         */
                        until?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonPlan"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your materials and the library's, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description words of the title; misspellings are forgiven */
                    q?: string;
                    status?: "pending" | "processing" | "ready" | "failed";
                    tag?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Material"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a file
         * @description `multipart/form-data` with the part `file` and, optionally, the fields `id` (UUIDv7 made by you; repeating a request with it is safe) and `title`. PDF, Word, PowerPoint, EPUB, HTML, Markdown or plain text. Contents that are there already are answered with 409 `duplicate-material` and the `materialId`. What the learner's plan has no room for is answered with 409 or 413 `quota-exceeded` and the members `limit`, `used`, `reserved`, `max` and `plan`; a repeated request is recognised before that when `id` stands before `file`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a text */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PastedTextInput"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/web": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a page or document of the web
         * @description Fetches a public address once and adds what is there like an uploaded file. Answered when it has arrived, after 30 seconds at most; errors of the type `address-…` say what was wrong with the address.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebAddressInput"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The original file
         * @description As an attachment; single byte ranges are answered.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the passages of your materials and the library's */
        get: {
            parameters: {
                query: {
                    q: string;
                    limit?: number;
                    /** @description UUIDv7 */
                    materialId?: string;
                    /** @description default: hybrid where an embedding model is set up, else lexical */
                    mode?: "lexical" | "dense" | "hybrid";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchReply"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles like what was typed so far */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Suggestion"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you deleted and can still restore, the last deleted first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["DeletedMaterial"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A material */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a material; it can be restored */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change what a material is called and filed under */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MaterialEditInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace your tags of a material; those found automatically stay */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        tags: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a deletion back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed material again from the step that failed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/reprocess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process a material anew from its original; notes and progress move along */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Material"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/outline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outline, with how far you read */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Outline"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/sections/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a section */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SectionText"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/passage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A passage with what stands around it */
        get: {
            parameters: {
                query?: {
                    start?: number;
                    /** @description at most 20000 characters after start; default 1000 after it */
                    end?: number;
                };
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Passage"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say how far you have read */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReadingReportInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReadingStanding"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your notes and highlights, in reading order */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Note"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Highlight a passage or write a note on it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description your id or the library's */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewNoteInput"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a note */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change the words of a note */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        body: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subjects and topics: the catalogue's and those of your own materials */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @description UUIDv7
                                 */
                                id: string;
                                slug: string;
                                name: string;
                                topics: components["schemas"]["TopicNode"][];
                            }[];
                            own: components["schemas"]["TopicNode"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions you may practise, without their answers */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description UUIDv7 */
                    materialId?: string;
                    /** @description UUIDv7 */
                    topicId?: string;
                    difficulty?: "easy" | "medium" | "hard" | "nbme";
                    type?: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
                    isFlagged?: "true" | "false";
                    isDraft?: "true" | "false";
                    /** @description words of the question */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["QuestionSummary"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a question */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuestionDraftInput"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Question"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question with its answer, for its owner and instructors */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Question"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Take a question out of practice */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a question */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type?: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
                        stem?: string;
                        options?: components["schemas"]["QuestionOptionInput"][];
                        hint?: string | null;
                        /** @enum {string} */
                        difficulty?: "easy" | "medium" | "hard" | "nbme";
                        points?: number;
                        topicId?: string | null;
                        subjectId?: string | null;
                        explanation?: components["schemas"]["ExplanationInput"] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Question"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/questions/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a question of the bank does with everybody, for instructors */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuestionStatistics"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a question as checked, or not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isVerified: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Question"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{id}/flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that something is wrong with a question */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isFlagged: boolean;
                        /** @default null */
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your decks with what each holds for today */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["DeckWithCounts"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a deck */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        description?: string | null;
                        /** @enum {string} */
                        scheduler?: "fsrs" | "sm2";
                        /** @description probability of recall at which a card comes back */
                        desiredRetention?: number;
                        /** @description all decks together show no more new cards a day than the deck with the highest limit */
                        newPerDay?: number;
                        reviewsPerDay?: number;
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deck"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a deck with its cards */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a deck */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string | null;
                        /** @enum {string} */
                        scheduler?: "fsrs" | "sm2";
                        /** @description probability of recall at which a card comes back */
                        desiredRetention?: number;
                        /** @description all decks together show no more new cards a day than the deck with the highest limit */
                        newPerDay?: number;
                        reviewsPerDay?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deck"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/decks/{id}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cards of a deck, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    q?: string;
                    state?: "new" | "learning" | "review" | "relearning" | "suspended";
                };
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Card"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a flashcard */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        /**
                         * @description without one the card goes to the deck of its source's material
                         * @default null
                         */
                        deckId?: string | null;
                        front: string;
                        back: string;
                        /** @default [] */
                        tags?: string[];
                        /** @default null */
                        source?: {
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            ownerId: string;
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            materialId: string;
                            start: number;
                            end: number;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Card"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a card */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a card */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        front?: string;
                        back?: string;
                        tags?: string[];
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        deckId?: string;
                        isSuspended?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Card"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/cards/{id}/bury": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a card off until tomorrow */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to be reviewed now, within the decks' daily limits */
        get: {
            parameters: {
                query?: {
                    /** @description UUIDv7 */
                    deckId?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ReviewItem"][];
                            counts: components["schemas"]["QueueCounts"];
                            /** @description when the next card comes due, for an empty queue */
                            nextDueAt: string | null;
                            /** Format: date */
                            studyDay: string;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grade a card */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description of the review, made by the client: sending it again counts once
                         */
                        id: string;
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        cardId: string;
                        /** @description Again, Hard, Good, Easy */
                        rating: 1 | 2 | 3 | 4;
                        responseTimeMs: number;
                        /**
                         * Format: date-time
                         * @description for what was reviewed offline; default now
                         */
                        reviewedAt?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            card: components["schemas"]["Card"];
                            record: components["schemas"]["RecordOutcome"];
                            counts: components["schemas"]["QueueCounts"];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a review of today: the given one or the latest */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        interactionId: string;
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        reviewId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            card: components["schemas"]["Card"];
                            counts: components["schemas"]["QueueCounts"];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews that come due on this and the next study days */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Forecast"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was made from a material, in reading order; without rejected items and summaries unless asked for */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    type?: "cloze" | "definition" | "abbreviation" | "number" | "list" | "summary" | "multiple-choice";
                    status?: "ready" | "draft" | "approved" | "rejected" | "retired";
                    /** @description what was made from this section alone */
                    section?: number;
                };
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Asset"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/materials/{ownerId}/{id}/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The telling sentences of each section */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    ownerId: string;
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["SectionSummary"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a draft a question or card */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an item out for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a draft */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        prompt?: string;
                        answer?: string;
                        acceptedAnswers?: string[];
                        options?: {
                            text: string;
                            isCorrect: boolean;
                            rationale: string;
                        }[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/practice/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many questions fit a choice */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        materialIds?: string[];
                        /** @description a topic stands for itself and all below it */
                        topicIds?: string[];
                        difficulties?: ("easy" | "medium" | "hard" | "nbme")[];
                        types?: ("single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze")[];
                        /** @enum {string} */
                        only?: "all" | "unseen" | "missed" | "flagged";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                            byDifficulty: {
                                easy: number;
                                medium: number;
                                hard: number;
                                nbme: number;
                            };
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your practice sessions, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    status?: "active" | "paused" | "completed" | "abandoned";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PracticeSessionSummary"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Start practising */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        materialIds?: string[];
                        /** @description a topic stands for itself and all below it */
                        topicIds?: string[];
                        difficulties?: ("easy" | "medium" | "hard" | "nbme")[];
                        types?: ("single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze")[];
                        /** @enum {string} */
                        only?: "all" | "unseen" | "missed" | "flagged";
                        /**
                         * Format: uuid
                         * @description made by the client: sending it again starts nothing new
                         */
                        id: string;
                        /** @enum {string} */
                        mode: "tutor" | "timed";
                        count: number;
                        /** @description timed: for all questions; default 90 seconds each */
                        minutes?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A practice session */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a question */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description made by the client: sending it again counts once
                         */
                        interactionId: string;
                        position: number;
                        /** @default [] */
                        selectedOptionIds?: string[];
                        /** @default null */
                        typedAnswer?: string | null;
                        /** @default null */
                        confidence?: number | null;
                        responseTimeMs: number;
                        /**
                         * @description essays: your own verdict; null in tutor mode to see what to compare with first
                         * @default null
                         */
                        selfGrade?: boolean | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            item: components["schemas"]["PracticeItem"];
                            session: components["schemas"]["PracticeSessionSummary"];
                            /** @description null in timed mode until the session is over */
                            record: components["schemas"]["RecordOutcome"] | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/items/{position}/flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a question to come back to */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isFlagged: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeItem"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/items/{position}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pass over a question */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        interactionId: string;
                        responseTimeMs: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeItem"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the clock */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session and see its results */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the session up; what was answered counts */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeSession"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practice/sessions/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a finished session went */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PracticeResults"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your conversations, the last used first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before; absent for the first page */
                    cursor?: string;
                    /** @description items a page */
                    limit?: number;
                    /** @description words of a title or a message */
                    q?: string;
                    archived?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ConversationInList"][];
                            /** @description null on the last page */
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Start a conversation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description made by the client: sending it again starts nothing new
                         */
                        id: string;
                        scope?: components["schemas"]["ScopeInput"];
                        /**
                         * @default exploration
                         * @enum {string}
                         */
                        kind?: "teaching" | "review" | "exploration" | "clarification";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a conversation */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, archive or change the scope */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        isArchived?: boolean;
                        scope?: components["schemas"]["ScopeInput"];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation with its messages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conversation: components["schemas"]["Conversation"];
                            items: components["schemas"]["Message"][];
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask; the answer comes as a stream of events
         * @description Events: `passages` (how far was searched), `note` (why the built-in engine answers in place of the model), `text` ({delta}), `citation`, `done` (the whole message) or `problem`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUIDv7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description of your message, made by the client
                         */
                        questionId: string;
                        /**
                         * Format: uuid
                         * @description of the answer, made by the client: sending it again gives the same answer
                         */
                        answerId: string;
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        interactionId: string;
                        text: string;
                        /**
                         * @description hint: where the answer stands and how it begins, without the answer; ask again with the same questionId and another answerId for the answer. Default: hint in teaching conversations, else direct
                         * @enum {string}
                         */
                        way?: "direct" | "hint";
                    };
                };
            };
            responses: {
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tutor/engine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What answers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            engine: "built-in" | "openai-compatible";
                            model: string | null;
                        };
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is due, the goal, the streak, mastery and where to go on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Today"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look round as the demo learner; made with its material and history when it is not there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default UTC */
                        timeZone?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/demo/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** As the demo learner: begin anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What went wrong */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description AuthenticationResponseJSON of WebAuthn; other members are ignored */
        PasskeyAnswerInput: {
            id: string;
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string | null;
            };
        };
        /** @description null: without limit */
        PlanLimitsInput: {
            materials: number | null;
            "storage-bytes": number | null;
            /** @description in a calendar month (UTC) */
            "model-tokens": number | null;
        };
        PastedTextInput: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
            text: string;
        };
        WebAddressInput: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            url: string;
            title?: string;
        };
        MaterialEditInput: {
            title?: string;
            description?: string | null;
            difficulty?: ("easy" | "medium" | "hard" | "nbme") | null;
            topicId?: string | null;
        };
        ReadingReportInput: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            interactionId: string;
            sectionIndex: number;
            /** @description offset in the whole text up to which it was seen */
            furthestChar: number;
            /** @description since the last report */
            durationMs: number;
        };
        NewNoteInput: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            kind: "highlight" | "note";
            start: number;
            end: number;
            /** @default null */
            body: string | null;
        };
        ExplanationInput: {
            correct: string;
            /** @description by option id; for typed answers by the mistaken answer */
            incorrect: {
                [key: string]: string;
            };
            pathophysiology: string | null;
            clinicalRelevance: string | null;
            references: string[];
        };
        QuestionOptionInput: {
            id: string;
            text: string;
            isCorrect: boolean;
            /** @default null */
            rationale: string | null;
        };
        QuestionDraftInput: {
            /** @enum {string} */
            type: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
            stem: string;
            options: components["schemas"]["QuestionOptionInput"][];
            /** @default null */
            hint: string | null;
            /**
             * @default medium
             * @enum {string}
             */
            difficulty: "easy" | "medium" | "hard" | "nbme";
            /** @default 1 */
            points: number;
            /** @default null */
            topicId: string | null;
            /** @default null */
            subjectId: string | null;
            /** @default null */
            explanation: components["schemas"]["ExplanationInput"] | null;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description instructors: into the bank, not among your own
             * @default false
             */
            isForEverybody: boolean;
        };
        ScopeInput: {
            /** @constant */
            kind: "everything";
        } | {
            /** @constant */
            kind: "materials";
            materials: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                ownerId: string;
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                materialId: string;
            }[];
        } | {
            /** @constant */
            kind: "passage";
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            start: number;
            end: number;
        };
        Problem: {
            /** @description stable name of the error, such as `email-taken` */
            type: string;
            title: string;
            status: number;
            /** @description what happened and what to do, in words for the learner */
            detail: string;
            /** @description which fields are at fault */
            errors?: {
                /** @description such as `options.2.text` */
                path: string;
                message: string;
            }[];
            /** @description finds the request in the server's log */
            requestId: string;
        } & {
            [key: string]: unknown;
        };
        Profile: {
            firstName: string | null;
            lastName: string | null;
            university: string | null;
            major: string | null;
            graduationYear: number | null;
            /** @description IANA name, such as Europe/Berlin */
            timeZone: string;
            /** @description how dates and numbers are written, on the page and in letters */
            locale: string;
        };
        Settings: {
            /** @description hour at which your study day begins */
            dayStartHour: number;
            dailyGoalMinutes: number;
            /**
             * @description of StudyIn's words: on the page, in messages and in letters
             * @enum {string}
             */
            language: "en" | "de";
            /** @enum {string} */
            theme: "system" | "light" | "dark";
            preferredDifficulty: ("easy" | "medium" | "hard" | "nbme") | null;
            /** @description in all decks together; null: as many as the deck that allows most */
            newCardsPerDay: number | null;
            /** @description show XP, streaks and achievements */
            showsMotivation: boolean;
            /** @description count your answers in the figures instructors see of a question, and without a name after an erasure */
            sharesStatistics: boolean;
            shortcuts: {
                [key: string]: string;
            };
        };
        Account: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            email: string;
            /** @description when its owner confirmed the address; null: not yet */
            emailVerifiedAt: string | null;
            displayName: string;
            username: string | null;
            /** @enum {string} */
            role: "student" | "instructor" | "admin";
            isDemo: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description changes with the picture at /me/avatar; null: none */
            avatar: string | null;
            /** @description what practice begins with: the difficulty set, else the one that fits the experience; null: any */
            startingDifficulty: ("easy" | "medium" | "hard" | "nbme") | null;
            profile: components["schemas"]["Profile"];
            settings: components["schemas"]["Settings"];
        };
        Session: {
            accessToken: string;
            /** Format: date-time */
            expiresAt: string;
            account: components["schemas"]["Account"];
            /** @description this StudyIn asks you for a second factor and you have none: the access token opens only what sets one up; then ask for another token */
            owesSecondFactor: boolean;
        };
        Device: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            familyId: string;
            device: string | null;
            ipAddress: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
            isCurrent: boolean;
        };
        PersonInList: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            email: string;
            displayName: string;
            username: string | null;
            /** @enum {string} */
            role: "student" | "instructor" | "admin";
            /**
             * @description suspended: kept out by an administrator; deleted: closed, and erased after a while
             * @enum {string}
             */
            status: "active" | "suspended" | "deleted";
            isDemo: boolean;
            /** Format: date-time */
            createdAt: string;
            lastActiveAt: string | null;
        };
        SignIn: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            familyId: string;
            device: string | null;
            ipAddress: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
        };
        Person: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            email: string;
            displayName: string;
            username: string | null;
            /** @enum {string} */
            role: "student" | "instructor" | "admin";
            /**
             * @description suspended: kept out by an administrator; deleted: closed, and erased after a while
             * @enum {string}
             */
            status: "active" | "suspended" | "deleted";
            isDemo: boolean;
            /** Format: date-time */
            createdAt: string;
            lastActiveAt: string | null;
            isEmailVerified: boolean;
            hasPassword: boolean;
            suspendedAt: string | null;
            suspensionReason: string | null;
            closedAt: string | null;
            /** @description of a closed account: when it may be erased for good */
            erasedFrom: string | null;
            firstName: string | null;
            lastName: string | null;
            university: string | null;
            major: string | null;
            graduationYear: number | null;
            timeZone: string;
            locale: string;
            secondFactor: {
                hasApp: boolean;
                passkeys: number;
                /** @description unused ones */
                recoveryCodes: number;
            };
            signIns: components["schemas"]["SignIn"][];
        };
        SignInOfPerson: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            familyId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            userId: string;
            displayName: string;
            email: string;
            /** @enum {string} */
            role: "student" | "instructor" | "admin";
            device: string | null;
            ipAddress: string | null;
            isRemembered: boolean;
            /** Format: date-time */
            lastUsedAt: string;
        };
        Invitation: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            userId: string;
            /** @description opens the page on which the person chooses a password; shown this once */
            link: string;
            /** Format: date-time */
            expiresAt: string;
        };
        AuditEntry: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            event: string;
            actorId: string | null;
            /** @description null: nobody was signed in, or the person was erased */
            actorName: string | null;
            entityType: string | null;
            entityId: string | null;
            entityName: string | null;
            oldValues: {
                [key: string]: unknown;
            } | null;
            newValues: {
                [key: string]: unknown;
            } | null;
            ipAddress: string | null;
            userAgent: string | null;
            sessionId: string | null;
            isSuccess: boolean;
            errorMessage: string | null;
            /** Format: date-time */
            recordedAt: string;
        };
        SecondFactorDemand: {
            /** @description everybody with this role or a higher one has to have a second factor; null: nobody */
            requiredFrom: ("student" | "instructor" | "admin") | null;
            roles: {
                /** @enum {string} */
                role: "student" | "instructor" | "admin";
                /** @description who may sign in */
                people: number;
                /** @description of these, who has neither app nor passkey */
                withoutFactor: number;
            }[];
        };
        ApiKey: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            /** @description how the key begins */
            shown: string;
            scopes: ("read" | "write" | "library:read" | "library:write" | "questions:read" | "questions:write" | "authoring:read" | "authoring:write" | "practice:read" | "practice:write" | "reviews:read" | "reviews:write" | "tutor:read" | "tutor:write" | "progress:read" | "progress:write" | "profile:read")[];
            /** Format: date-time */
            createdAt: string;
            /** @description to the minute */
            lastUsedAt: string | null;
            /** @description address of that use */
            lastUsedFrom: string | null;
            expiresAt: string | null;
        };
        Background: {
            experienceLevel: ("beginner" | "intermediate" | "advanced" | "expert") | null;
            /** @description the lists below are asked of those who do */
            studiesComputing: boolean | null;
            languages: string[];
            frameworks: string[];
            computeHardware: string[];
            roboticsHardware: string[];
            /**
             * @description of the questionnaire; open: begun and left
             * @enum {string}
             */
            state: "unasked" | "open" | "skipped" | "done";
            options: {
                languages: string[];
                frameworks: string[];
                computeHardware: string[];
                roboticsHardware: string[];
            };
        };
        /** @description PublicKeyCredentialRequestOptionsJSON of WebAuthn */
        PasskeyRequestOptions: {
            challenge: string;
            timeout?: number;
            rpId?: string;
            allowCredentials?: {
                id: string;
                type: string;
                transports?: string[];
            }[];
            /** @enum {string} */
            userVerification?: "required" | "preferred" | "discouraged";
        };
        SecondFactorNeeded: {
            /** @description send it back with the second factor; opens nothing by itself */
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description empty when all are lost: an administrator can switch them off */
            methods: ("app" | "passkey" | "recovery-code")[];
            passkeyOptions: components["schemas"]["PasskeyRequestOptions"] | null;
        };
        SecondFactors: {
            app: {
                /** Format: date-time */
                addedAt: string;
                lastUsedAt: string | null;
                /** @description false: this server has lost the secret its key was encrypted with */
                isReadable: boolean;
            } | null;
            passkeys: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                id: string;
                name: string;
                /** @description a password manager keeps it on several devices */
                isSynced: boolean;
                /** Format: date-time */
                createdAt: string;
                lastUsedAt: string | null;
            }[];
            recoveryCodes: {
                left: number;
                /** Format: date-time */
                madeAt: string;
            } | null;
            /** @description the only place passkeys of this server work at; null: none */
            passkeyOrigin: string | null;
        };
        /** @description PublicKeyCredentialCreationOptionsJSON of WebAuthn */
        PasskeyCreationOptions: {
            rp: {
                id?: string;
                name: string;
            };
            user: {
                id: string;
                name: string;
                displayName: string;
            };
            challenge: string;
            pubKeyCredParams: {
                alg: number;
                /** @constant */
                type: "public-key";
            }[];
            timeout?: number;
            excludeCredentials?: {
                id: string;
                type: string;
                transports?: string[];
            }[];
            authenticatorSelection?: {
                /** @enum {string} */
                residentKey?: "discouraged" | "preferred" | "required";
                requireResidentKey?: boolean;
                /** @enum {string} */
                userVerification?: "required" | "preferred" | "discouraged";
            };
            /** @enum {string} */
            attestation?: "none" | "indirect" | "direct" | "enterprise";
        };
        IdentityQuestion: {
            /** @description empty when all are lost: an administrator can switch them off */
            methods: ("app" | "passkey" | "recovery-code")[];
            passkeyOptions: components["schemas"]["PasskeyRequestOptions"] | null;
            /** @description send it back with a passkey's answer; opens nothing by itself */
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
        };
        KeptLetter: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** Format: date-time */
            sentAt: string;
            to: string;
            subject: string;
            /** @description what it is about, such as verify-email or reset-password */
            kind: string;
        };
        LetterText: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** Format: date-time */
            sentAt: string;
            to: string;
            subject: string;
            /** @description what it is about, such as verify-email or reset-password */
            kind: string;
            text: string;
        };
        ErasureReport: {
            /** Format: date-time */
            erasedAt: string;
            tables: {
                table: string;
                /**
                 * @description unlinked: rows that stay and name nobody any more; kept: added up without identity
                 * @enum {string}
                 */
                action: "deleted" | "unlinked" | "kept";
                rows: number;
            }[];
            files: number;
            jobs: number;
            /** @description false: files or letters could not be reached, and are removed as soon as they can */
            isFinished: boolean;
        };
        /** @description null: without limit */
        PlanLimits: {
            materials: number | null;
            "storage-bytes": number | null;
            /** @description in a calendar month (UTC) */
            "model-tokens": number | null;
        };
        Plan: {
            code: string;
            name: string;
            description: string;
            limits: components["schemas"]["PlanLimits"];
            /** @description what everybody has who has no other */
            isDefault: boolean;
            /** @description can be given to people */
            isActive: boolean;
            position: number;
        };
        PlanReport: {
            code: string;
            name: string;
            description: string;
            limits: components["schemas"]["PlanLimits"];
            /** @description what everybody has who has no other */
            isDefault: boolean;
            /** @description can be given to people */
            isActive: boolean;
            position: number;
            people: number;
        };
        Subscription: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            planCode: string;
            /** @enum {string} */
            status: "trialing" | "active" | "past-due" | "canceled" | "ended";
            /** @enum {string} */
            source: "admin" | "provider";
            provider: string | null;
            /** Format: date-time */
            startedAt: string;
            trialEndsAt: string | null;
            /** Format: date-time */
            periodStart: string;
            /** @description null: until it is ended */
            periodEnd: string | null;
            endedAt: string | null;
        };
        CounterUse: {
            used: number;
            /** @description held by what is being added now */
            reserved: number;
            /** @description null: without limit */
            max: number | null;
        };
        PlanUse: {
            plan: components["schemas"]["Plan"];
            /** @description null: it is the default plan */
            subscription: components["schemas"]["Subscription"] | null;
            use: {
                materials: components["schemas"]["CounterUse"];
                "storage-bytes": components["schemas"]["CounterUse"];
                "model-tokens": components["schemas"]["CounterUse"];
            };
            /**
             * Format: date-time
             * @description when what is counted by the month begins anew
             */
            resetsAt: string;
            /** @description a language or embedding model is set up on this server */
            hasModel: boolean;
        };
        PersonPlan: {
            plan: components["schemas"]["Plan"];
            /** @description null: it is the default plan */
            subscription: components["schemas"]["Subscription"] | null;
            use: {
                materials: components["schemas"]["CounterUse"];
                "storage-bytes": components["schemas"]["CounterUse"];
                "model-tokens": components["schemas"]["CounterUse"];
            };
            /**
             * Format: date-time
             * @description when what is counted by the month begins anew
             */
            resetsAt: string;
            /** @description a language or embedding model is set up on this server */
            hasModel: boolean;
            /** @description the newest first */
            history: components["schemas"]["Subscription"][];
        };
        MaterialFailure: {
            /** @description such as `scanned`, `encrypted`, `damaged`; `internal` for a fault of the server's */
            code: string;
            /** @description what happened and what to do */
            message: string;
        };
        ProcessingStep: {
            /** @enum {string} */
            step: "parse" | "chunk" | "embed" | "analyze" | "generate";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "skipped";
            done: number;
            total: number;
            /** @description figures of a finished step */
            result: {
                [key: string]: number | string;
            };
            errorMessage: string | null;
            startedAt: string | null;
            completedAt: string | null;
        };
        Tag: {
            tag: string;
            category: string | null;
            confidence: number | null;
            isAutoGenerated: boolean;
        };
        Material: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
            description: string | null;
            format: ("pdf" | "docx" | "pptx" | "epub" | "html" | "markdown" | "text") | null;
            /** @description where on the web it was fetched from */
            sourceUrl: string | null;
            fileName: string | null;
            /** @description bytes */
            fileSize: number;
            /** @enum {string} */
            status: "pending" | "processing" | "ready" | "failed";
            failure: components["schemas"]["MaterialFailure"] | null;
            steps: components["schemas"]["ProcessingStep"][];
            isSearchable: boolean;
            pageCount: number | null;
            wordCount: number;
            sectionCount: number;
            chunkCount: number;
            questionCount: number;
            cardCount: number;
            draftCount: number;
            tags: components["schemas"]["Tag"][];
            language: string | null;
            topicId: string | null;
            difficulty: ("easy" | "medium" | "hard" | "nbme") | null;
            progress: {
                /** @description 0 to 1 */
                readShare: number;
                lastSectionIndex: number | null;
                updatedAt: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            processedAt: string | null;
        };
        DeletedMaterial: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
            /** Format: date-time */
            deletedAt: string;
            /**
             * Format: date-time
             * @description afterwards it is gone for good
             */
            restorableUntil: string;
        };
        OutlineSection: {
            index: number;
            parentIndex: number | null;
            level: number;
            title: string;
            start: number;
            end: number;
            pageStart: number | null;
            pageEnd: number | null;
            wordCount: number;
            summary: string | null;
            /** @description 0 to 1 */
            readShare: number;
            isComplete: boolean;
        };
        Outline: {
            textVersion: number;
            /** @description UTF-16 units */
            charCount: number;
            pageCount: number | null;
            sections: components["schemas"]["OutlineSection"][];
        };
        SectionText: {
            section: components["schemas"]["OutlineSection"];
            text: string;
            blocks: {
                start: number;
                end: number;
                /** @enum {string} */
                kind: "heading" | "paragraph" | "list-item" | "table" | "caption" | "code" | "quote";
                level?: number;
            }[];
            /** @description pages that begin or go on in this section */
            pages: {
                number: number;
                start: number;
            }[];
            emphasis: {
                start: number;
                end: number;
            }[];
        };
        Passage: {
            text: string;
            start: number;
            end: number;
            sectionIndex: number;
            headingPath: string[];
            pageNumber: number | null;
            before: string;
            after: string;
        };
        ReadingStanding: {
            /** @description 0 to 1 */
            readShare: number;
            isComplete: boolean;
            /** @description 0 to 1 */
            materialReadShare: number;
        };
        Note: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            kind: "highlight" | "note";
            start: number;
            end: number;
            quote: string;
            /** @description false: the text was processed anew and no longer has this quote */
            isAnchored: boolean;
            body: string | null;
            sectionIndex: number | null;
            pageNumber: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SearchHit: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            materialTitle: string;
            sectionIndex: number;
            headingPath: string[];
            pageNumber: number | null;
            start: number;
            end: number;
            text: string;
            /** @description words of the query, as offsets in `text` */
            highlights: {
                start: number;
                end: number;
            }[];
            score: number;
        };
        SearchReply: {
            items: components["schemas"]["SearchHit"][];
            tookMs: number;
            /**
             * @description as it was searched
             * @enum {string}
             */
            mode: "lexical" | "dense" | "hybrid";
        };
        Suggestion: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
        };
        Achievement: {
            code: string;
            name: string;
            description: string;
            /** @description name of an icon */
            icon: string | null;
            /** @enum {string} */
            category: "milestone" | "streak" | "mastery" | "speed" | "consistency" | "special";
            /** @enum {string} */
            rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
            xpReward: number;
            progress: number;
            target: number;
            isCompleted: boolean;
            unlockedAt: string | null;
        };
        RecordOutcome: {
            /** @description with the bonuses it set off; negative when something was taken back */
            xpEarned: number;
            /** @description which bonuses are part of it; none is named for a duplicate */
            bonuses: ("streak" | "goal" | "achievement")[];
            xpTotal: number;
            level: number;
            streak: number;
            /** Format: date */
            studyDay: string;
            todayMinutes: number;
            goalMinutes: number;
            isGoalMetNow: boolean;
            achievements: {
                code: string;
                name: string;
                description: string;
            }[];
            /** @description this id was recorded before; nothing was counted again */
            isDuplicate: boolean;
        };
        Source: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            materialTitle: string;
            sectionIndex: number | null;
            headingPath: string[];
            /** @description offset in the material's text, in UTF-16 units */
            start: number;
            end: number;
            pageNumber: number | null;
            quote: string;
        };
        Explanation: {
            correct: string;
            /** @description by option id; for typed answers by the mistaken answer */
            incorrect: {
                [key: string]: string;
            };
            pathophysiology: string | null;
            clinicalRelevance: string | null;
            references: string[];
        };
        QuestionOption: {
            id: string;
            text: string;
            isCorrect: boolean;
            /** @default null */
            rationale: string | null;
        };
        Question: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            type: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
            stem: string;
            options: components["schemas"]["QuestionOption"][];
            hint: string | null;
            /** @enum {string} */
            difficulty: "easy" | "medium" | "hard" | "nbme";
            points: number;
            subjectId: string | null;
            topicId: string | null;
            /** @enum {string} */
            origin: "hand-written" | "generated" | "imported";
            isDraft: boolean;
            isVerified: boolean;
            isFlagged: boolean;
            flagReason: string | null;
            isActive: boolean;
            version: number;
            source: components["schemas"]["Source"] | null;
            explanation: components["schemas"]["Explanation"] | null;
            qualityScore: number | null;
            isOwn: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        QuestionStatistics: {
            /** @description null while fewer than `leastLearners` have answered, and for private questions */
            statistics: {
                /** @description answers in all */
                answered: number;
                /** @description learners who answered */
                learners: number;
                /** @description share of learners who were right at their first try, 0 to 1 */
                facility: number;
                /** @description share of right answers, 0 to 1 */
                shareCorrect: number;
                /** @description median time of first tries, to within a tenth */
                medianMs: number | null;
                /** @description correlation of being right with the share of earlier answers that were right, −1 to 1 */
                discrimination: number | null;
                /** @description how many learners chose each option at their first try */
                choices: {
                    optionId: string;
                    count: number;
                }[];
            } | null;
            leastLearners: number;
        };
        QuestionSummary: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            type: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
            stem: string;
            /** @enum {string} */
            difficulty: "easy" | "medium" | "hard" | "nbme";
            topicId: string | null;
            /** @enum {string} */
            origin: "hand-written" | "generated" | "imported";
            isDraft: boolean;
            isVerified: boolean;
            isFlagged: boolean;
            isOwn: boolean;
            materialId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        TopicNode: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            parentId: string | null;
            materialId: string | null;
            /** @description with all topics below */
            questionCount: number;
            children: components["schemas"]["TopicNode"][];
        };
        Deck: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            description: string | null;
            materialOwnerId: string | null;
            materialId: string | null;
            /** @enum {string} */
            scheduler: "fsrs" | "sm2";
            desiredRetention: number;
            newPerDay: number;
            reviewsPerDay: number;
            isMissedQuestions: boolean;
        };
        DeckWithCounts: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            description: string | null;
            materialOwnerId: string | null;
            materialId: string | null;
            /** @enum {string} */
            scheduler: "fsrs" | "sm2";
            desiredRetention: number;
            newPerDay: number;
            reviewsPerDay: number;
            isMissedQuestions: boolean;
            /** @description new, learning and due: what reviewing this deck alone would bring today */
            counts: {
                new: number;
                learning: number;
                due: number;
                total: number;
                suspended: number;
            };
        };
        Card: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            deckId: string;
            /** @enum {string} */
            kind: "flashcard" | "question";
            questionId: string | null;
            front: string;
            back: string;
            tags: string[];
            source: components["schemas"]["Source"] | null;
            /** @enum {string} */
            state: "new" | "learning" | "review" | "relearning";
            /** Format: date-time */
            dueAt: string;
            intervalDays: number;
            reviews: number;
            lapses: number;
            lastReviewedAt: string | null;
            isSuspended: boolean;
            /** @description lapsed so often that it is better rewritten */
            isLeech: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        ReviewItem: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            deckId: string;
            /** @enum {string} */
            kind: "flashcard" | "question";
            questionId: string | null;
            front: string;
            back: string;
            tags: string[];
            source: components["schemas"]["Source"] | null;
            /** @enum {string} */
            state: "new" | "learning" | "review" | "relearning";
            /** Format: date-time */
            dueAt: string;
            intervalDays: number;
            reviews: number;
            lapses: number;
            lastReviewedAt: string | null;
            isSuspended: boolean;
            /** @description lapsed so often that it is better rewritten */
            isLeech: boolean;
            /** Format: date-time */
            createdAt: string;
            previews: {
                again: {
                    /** Format: date-time */
                    dueAt: string;
                    /** @description 0 when the card comes again today */
                    intervalDays: number;
                    /** @description until then, when it comes again today */
                    minutes: number | null;
                };
                hard: {
                    /** Format: date-time */
                    dueAt: string;
                    /** @description 0 when the card comes again today */
                    intervalDays: number;
                    /** @description until then, when it comes again today */
                    minutes: number | null;
                };
                good: {
                    /** Format: date-time */
                    dueAt: string;
                    /** @description 0 when the card comes again today */
                    intervalDays: number;
                    /** @description until then, when it comes again today */
                    minutes: number | null;
                };
                easy: {
                    /** Format: date-time */
                    dueAt: string;
                    /** @description 0 when the card comes again today */
                    intervalDays: number;
                    /** @description until then, when it comes again today */
                    minutes: number | null;
                };
            };
        };
        QueueCounts: {
            new: number;
            learning: number;
            due: number;
        };
        Forecast: {
            items: {
                /** Format: date */
                studyDay: string;
                due: number;
                isToday: boolean;
            }[];
            overdue: number;
        };
        Feedback: {
            isCorrect: boolean;
            /** @description typed answers: wrong, but nearly right */
            isClose: boolean;
            correctOptionIds: string[];
            acceptedAnswers: string[];
            /** @description by option id */
            rationales: {
                [key: string]: string;
            };
            explanation: components["schemas"]["Explanation"] | null;
            source: components["schemas"]["Source"] | null;
            xpEarned: number;
            /** @description the card a missed question has become */
            cardId: string | null;
        };
        PracticeItem: {
            position: number;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            questionId: string;
            question: {
                /** @enum {string} */
                type: "single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze";
                stem: string;
                options: {
                    id: string;
                    text: string;
                }[];
                hint: string | null;
                /** @enum {string} */
                difficulty: "easy" | "medium" | "hard" | "nbme";
                topicName: string | null;
                materialTitle: string | null;
            };
            isFlagged: boolean;
            isSkipped: boolean;
            answer: {
                selectedOptionIds: string[];
                typedAnswer: string | null;
                confidence: number | null;
                responseTimeMs: number | null;
                /** @description null until it may be told */
                isCorrect: boolean | null;
                feedback: components["schemas"]["Feedback"] | null;
            } | null;
        };
        PracticeSessionSummary: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            mode: "tutor" | "timed";
            /** @enum {string} */
            status: "active" | "paused" | "completed" | "abandoned";
            filter: {
                materialIds?: string[];
                /** @description a topic stands for itself and all below it */
                topicIds?: string[];
                difficulties?: ("easy" | "medium" | "hard" | "nbme")[];
                types?: ("single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze")[];
                /** @enum {string} */
                only?: "all" | "unseen" | "missed" | "flagged";
            };
            totalQuestions: number;
            answeredCount: number;
            /** @description 0 until a timed session is over */
            correctCount: number;
            xpEarned: number;
            timeLimitMs: number | null;
            activeMs: number;
            remainingMs: number | null;
            /** Format: date-time */
            startedAt: string;
            completedAt: string | null;
        };
        PracticeSession: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            mode: "tutor" | "timed";
            /** @enum {string} */
            status: "active" | "paused" | "completed" | "abandoned";
            filter: {
                materialIds?: string[];
                /** @description a topic stands for itself and all below it */
                topicIds?: string[];
                difficulties?: ("easy" | "medium" | "hard" | "nbme")[];
                types?: ("single-best-answer" | "multiple-answer" | "true-false" | "short-answer" | "essay" | "cloze")[];
                /** @enum {string} */
                only?: "all" | "unseen" | "missed" | "flagged";
            };
            totalQuestions: number;
            answeredCount: number;
            /** @description 0 until a timed session is over */
            correctCount: number;
            xpEarned: number;
            timeLimitMs: number | null;
            activeMs: number;
            remainingMs: number | null;
            /** Format: date-time */
            startedAt: string;
            completedAt: string | null;
            items: components["schemas"]["PracticeItem"][];
        };
        PracticeResults: {
            session: components["schemas"]["PracticeSessionSummary"];
            byTopic: {
                topicId: string | null;
                name: string;
                answered: number;
                correct: number;
            }[];
            byDifficulty: {
                /** @enum {string} */
                difficulty: "easy" | "medium" | "hard" | "nbme";
                answered: number;
                correct: number;
            }[];
            calibration: {
                confidence: number;
                answered: number;
                correct: number;
            }[];
            averageTimeMs: number | null;
            missedCardCount: number;
        };
        Scope: {
            /** @constant */
            kind: "everything";
        } | {
            /** @constant */
            kind: "materials";
            materials: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                ownerId: string;
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                materialId: string;
            }[];
        } | {
            /** @constant */
            kind: "passage";
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            start: number;
            end: number;
        };
        Conversation: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
            /** @enum {string} */
            kind: "teaching" | "review" | "exploration" | "clarification";
            scope: components["schemas"]["Scope"];
            isArchived: boolean;
            /** Format: date-time */
            lastMessageAt: string;
            /** Format: date-time */
            createdAt: string;
        };
        ConversationInList: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            title: string;
            /** @enum {string} */
            kind: "teaching" | "review" | "exploration" | "clarification";
            scope: components["schemas"]["Scope"];
            isArchived: boolean;
            /** Format: date-time */
            lastMessageAt: string;
            /** Format: date-time */
            createdAt: string;
            messageCount: number;
        };
        Citation: {
            /** @description as it stands in the answer: [1], [2], … */
            number: number;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            ownerId: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            materialTitle: string;
            sectionIndex: number;
            headingPath: string[];
            pageNumber: number | null;
            start: number;
            end: number;
            quote: string;
        };
        Message: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            role: "user" | "assistant" | "system";
            /** @description of answers: the question they answer */
            questionId: string | null;
            /** @description of answers: whole, or a hint where to look */
            way: ("direct" | "hint") | null;
            content: string;
            /**
             * @description a stopped or failed answer holds what had been given; asked again with its id it is made anew
             * @enum {string}
             */
            status: "streaming" | "complete" | "stopped" | "failed";
            outcome: ("answered" | "no-answer") | null;
            citations: components["schemas"]["Citation"][];
            /** @description without an answer: the passages that come nearest */
            nearest: components["schemas"]["Citation"][];
            searched: {
                materials: number;
                passages: number;
            } | null;
            engine: string | null;
            responseTimeMs: number | null;
            /** Format: date-time */
            createdAt: string;
        };
        Asset: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            materialId: string;
            /** @enum {string} */
            type: "cloze" | "definition" | "abbreviation" | "number" | "list" | "summary" | "multiple-choice";
            /** @enum {string} */
            status: "ready" | "draft" | "approved" | "rejected" | "retired";
            prompt: string;
            answer: string;
            acceptedAnswers: string[];
            term: string | null;
            options: {
                text: string;
                isCorrect: boolean;
                rationale: string;
            }[] | null;
            sectionIndex: number | null;
            evidence: {
                start: number;
                end: number;
                quote: string;
                pageNumber: number | null;
            };
            qualityScore: number;
            difficulty: number;
            model: string;
            questionId: string | null;
            cardId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        SectionSummary: {
            sectionIndex: number;
            start: number;
            end: number;
            pageNumber: number | null;
            text: string;
        };
        Notification: {
            /** @enum {string} */
            kind: "study-reminder" | "weekly-summary";
            isOn: boolean;
            /** @description by the clock of your time zone */
            hour: number;
            /** @description 0 Sunday … 6 Saturday; null: every day */
            weekday: number | null;
        };
        Today: {
            /** Format: date */
            studyDay: string;
            /** @description no material and nothing done yet */
            isNew: boolean;
            materialCount: number;
            due: {
                cards: number;
                reviews: number;
                new: number;
                learning: number;
                estimateMinutes: number;
            };
            goal: {
                goalMinutes: number;
                todayMinutes: number;
                todayXp: number;
                isMet: boolean;
            };
            streak: {
                current: number;
                longest: number;
                freezes: number;
                studiedToday: boolean;
            };
            level: {
                level: number;
                xpTotal: number;
                xpIntoLevel: number;
                xpForNext: number;
            };
            forecast: {
                /** Format: date */
                studyDay: string;
                due: number;
                isToday: boolean;
            }[];
            overdue: number;
            mastery: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                topicId: string;
                name: string;
                answered: number;
                correct: number;
                /** @enum {string} */
                level: "novice" | "beginner" | "intermediate" | "advanced" | "expert";
            }[];
            continueReading: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                ownerId: string;
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                materialId: string;
                title: string;
                sectionIndex: number;
                sectionTitle: string;
                pageStart: number | null;
                readShare: number;
            } | null;
            unfinishedSession: components["schemas"]["PracticeSessionSummary"] | null;
            recentSessions: components["schemas"]["PracticeSessionSummary"][];
            week: {
                /** Format: date */
                studyDay: string;
                isToday: boolean;
                isGoalMet: boolean;
                isFrozen: boolean;
                isStudied: boolean;
                xp: number;
                answered: number;
                correct: number;
                reviewed: number;
                minutes: number;
            }[];
            achievements: components["schemas"]["Achievement"][];
        };
        BackupRun: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description a drill restores the newest backup into a database made for it
             * @enum {string}
             */
            kind: "backup" | "drill";
            /** @enum {string} */
            cause: "schedule" | "administrator" | "command";
            /** Format: date-time */
            startedAt: string;
            finishedAt: string | null;
            /** @enum {string} */
            status: "running" | "succeeded" | "failed";
            progress: string | null;
            place: string | null;
            name: string | null;
            sizeBytes: number | null;
            rowCount: number | null;
            fileCount: number | null;
            /** @description tells which key opens it */
            keyId: string | null;
            /** @description older backups that rotation removed */
            removed: string[];
            error: string | null;
        };
        Backups: {
            /** @description where backups go */
            place: string;
            /** @description whether one is made every day by itself */
            isScheduled: boolean;
            /** @description when the last good one was begun, wherever it was put */
            lastBackupAt: string | null;
            /** @description where that one lies */
            lastBackupPlace: string | null;
            /** @description when the last good one in `place` was begun */
            lastBackupHereAt: string | null;
            lastDrillAt: string | null;
            items: components["schemas"]["BackupRun"][];
        };
        QueueDepth: {
            name: string;
            waiting: number;
            active: number;
            failed: number;
        };
        FailedJob: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            userId: string | null;
            userName: string | null;
            /** @description ids and numbers of what it was given */
            refersTo: {
                [key: string]: string;
            };
            attempts: number;
            error: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            failedAt: string;
        };
        MaintenanceRun: {
            /** Format: date-time */
            startedAt: string;
            /** @description null while it runs, or when it was cut off */
            finishedAt: string | null;
            result: {
                [key: string]: unknown;
            };
            error: string | null;
        };
        Maintenance: {
            tasks: {
                name: string;
                description: string;
                /** @description five fields, in UTC */
                cron: string;
                lastRun: components["schemas"]["MaintenanceRun"] | null;
            }[];
            partitions: {
                /** @description false with less than a month ahead */
                isReady: boolean;
                tables: {
                    table: string;
                    coveredUntil: string | null;
                    months: number;
                    sizeBytes: number;
                    oldest: string | null;
                }[];
            };
            jobs: {
                name: string;
                waiting: number;
                active: number;
                failed: number;
            }[];
        };
        RetentionRun: {
            policy: string;
            isDryRun: boolean;
            keepDays: number;
            /** Format: date-time */
            startedAt: string;
            finishedAt: string | null;
            /** @description removed, put away or archived; in a dry run those that would be */
            rowCount: number;
            partitions: string[];
            error: string | null;
        };
        RetentionPolicy: {
            name: string;
            /** @enum {string} */
            action: "delete" | "hide" | "archive";
            tables: string[];
            description: string;
            keepDays: number;
            defaultKeepDays: number;
            leastKeepDays: number;
            /** @description null: for good */
            archiveKeepDays: number | null;
            isEnabled: boolean;
        };
        RetentionPolicyReport: {
            name: string;
            /** @enum {string} */
            action: "delete" | "hide" | "archive";
            tables: string[];
            description: string;
            keepDays: number;
            defaultKeepDays: number;
            leastKeepDays: number;
            /** @description null: for good */
            archiveKeepDays: number | null;
            isEnabled: boolean;
            lastRun: components["schemas"]["RetentionRun"] | null;
            lastDryRun: components["schemas"]["RetentionRun"] | null;
        };
        PartitionArchive: {
            name: string;
            table: string;
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description start of the next month
             */
            to: string;
            /** @enum {string} */
            status: "planned" | "prepared" | "detached" | "exported" | "archived" | "restored" | "deleted";
            rowCount: number | null;
            fileBytes: number | null;
            fileSha256: string | null;
            archivedAt: string | null;
            restoredAt: string | null;
            /** @description a restored month is not archived again before this */
            heldUntil: string | null;
            deletedAt: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
