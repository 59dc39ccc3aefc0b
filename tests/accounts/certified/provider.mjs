// A directory of tests: its people come by its standard input, a line of JSON each time they change.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const [back, ended, client, secret] = process.argv.slice(2);
let people = {};

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const PAGE = (inside) => `<!doctype html><html lang="fr"><title>Annuaire</title><main>${inside}</main>`;
const DOOR = PAGE(`<form method="post"><label>Identifiant <input name="login"></label>
<button>Continuer</button></form>`);

function settings() {
  return {
    clients: [{
      client_id: client,
      client_secret: secret,
      redirect_uris: [back],
      grant_types: ["authorization_code", "refresh_token"],
      backchannel_logout_uri: ended,
      backchannel_logout_session_required: true,
    }],
    jwks: { keys: [{ ...KEY, use: "sig", alg: "RS256" }] },
    cookies: { keys: ["of tests"] },
    // It announces ends to public addresses only; ours is this machine's.
    fetch: (url, { dispatcher: _guard, ...options }) => fetch(url, options),
    claims: {
      openid: ["sub", "sid", "amr"], email: ["email", "email_verified"], profile: ["name", "groups"],
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          ctx.body = PAGE(`${form}<button form="op.logoutForm" name="logout" value="yes">Sortir</button>`);
        },
        postLogoutSuccessSource: (ctx) => { ctx.body = PAGE("Sortie"); },
      },
    },
    interactions: { url: (_ctx, interaction) => `/enter/${interaction.uid}` },
    findAccount: (_ctx, sub) => people[sub] && {
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    },
    loadExistingGrant: async (ctx) => {
      const { client: { clientId }, session: { accountId }, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId, accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}

function read(request) {
  return new Promise((resolve) => {
    let text = "";
    request.on("data", (part) => { text += part; });
    request.on("end", () => resolve(new URLSearchParams(text)));
  });
}

const web = createServer();
web.listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${web.address().port}`;
  const provider = new Provider(issuer, settings());
  provider.on("backchannel.error", (_ctx, error) => console.error(error.message, error.cause ?? ""));
  const answer = provider.callback();
  web.on("request", async (request, response) => {
    if (!request.url.startsWith("/enter/")) return answer(request, response);
    if (request.method === "GET") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      return response.end(DOOR);
    }
    const accountId = (await read(request)).get("login");
    const login = { accountId, amr: ["pwd", "mfa"] };
    return provider.interactionFinished(request, response, { login });
  });
  createInterface({ input: process.stdin })
    .on("line", (line) => { people = JSON.parse(line); console.log("known"); })
    .on("close", () => process.exit(0));
  console.log(issuer);
});
