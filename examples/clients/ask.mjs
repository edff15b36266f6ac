// Asks the endpoint one question: node ask.mjs QUESTION SCHEMA_FILE. Needs Node 18, and no package.
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

// AWS Signature Version 4 of a POST without a query; @aws-sdk/signature-v4 does it for every request.
function signed(url, body, env, now = new Date()) {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers = { "content-type": "application/json", host: url.host, "x-amz-date": time };
  if (env.AWS_SESSION_TOKEN) headers["x-amz-security-token"] = env.AWS_SESSION_TOKEN;
  const names = Object.keys(headers).sort();
  const listed = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const request = ["POST", url.pathname, "", listed, names.join(";"), sha256(body)].join("\n");
  const scope = [time.slice(0, 8), env.AWS_REGION, "execute-api", "aws4_request"];
  const key = scope.reduce(hmac, `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n");
  const signature = hmac(key, text).toString("hex");
  const credential = `${env.AWS_ACCESS_KEY_ID}/${scope.join("/")}`;
  delete headers.host; // fetch sends it itself
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...headers, authorization };
}

function headersFor(url, body, env) {
  const json = { "content-type": "application/json" };
  if (env.TUNEQL_API_KEY) return { ...json, "x-api-key": env.TUNEQL_API_KEY };
  if (env.TUNEQL_TOKEN) return { ...json, authorization: `Bearer ${env.TUNEQL_TOKEN}` };
  return signed(url, body, env);
}

export async function ask(question, schema, env = process.env) {
  const url = new URL(`${env.TUNEQL_URL.replace(/\/$/, "")}/sql`);
  const body = JSON.stringify({ question, schema });
  const headers = headersFor(url, body, env);
  const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(30_000) });
  return response.json(); // with sql, or a problem with title, detail and a stable type
}

const [question, file] = process.argv.slice(2);
const answer = await ask(question, readFileSync(file, "utf8"));
if (answer.sql) console.log(answer.sql);
else {
  console.error(`${answer.title}: ${answer.detail}`);
  process.exitCode = 1;
}
