// Writes src/shared/api/schema.ts (every type of the API) and src/shared/api/commands.json (what each command of a case, a
// customer and a person asks for) from the program's own description of itself. Neither is ever written by hand.
//
//   AMENDS=../build/release/amends npm run api
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = ["../../build/release/amends", "../../build/dev/amends"].map(from).filter(existsSync);
const program = process.env.AMENDS ?? built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
if (!program) {
  console.error("There is no built amends: build it first (cmake --build --preset dev --target amends), or set AMENDS.");
  process.exit(3);
}
const text = execFileSync(program, ["api"], { encoding: "utf8", maxBuffer: 64 << 20 });
const document = JSON.parse(text);

const note = "// Made by scripts/api-types.mjs from `amends api`; not to be edited.\n";
const types = note + astToString(await openapiTS(document));

// A command as a page needs it to draw a form nobody has drawn by hand.
const schemas = document.components.schemas;
const nameOf = (schema) => schema?.$ref?.split("/").pop();
const resolved = (schema) => (schema?.$ref ? schemas[nameOf(schema)] : schema);
function fieldOf(name, given, required) {
  const schema = resolved(given);
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== "null") : schema.type;
  const field = { name, type: schema.enum ? "choice" : type, required, says: given.description ?? schema.description ?? "" };
  if (schema.format) field.format = schema.format;
  if (schema.enum) {
    field.choices = schema.enum;
    field.of = nameOf(given);
  }
  if (schema.maxLength) field.most = schema.maxLength;
  if (schema.minimum !== undefined) field.min = schema.minimum;
  if (schema.maximum !== undefined) field.max = schema.maximum;
  if (schema.pattern) field.pattern = schema.pattern;
  if (schema.properties) {
    field.of = nameOf(given);
    field.fields = fieldsOf(schema);
  }
  if (schema.items) field.items = fieldOf("", schema.items, true);
  if (given.examples?.[0] ?? schema.examples?.[0] ?? schema.example) field.example = given.examples?.[0] ?? schema.examples?.[0] ?? schema.example;
  return field;
}
function fieldsOf(schema) {
  return Object.entries(schema.properties ?? {}).map(([name, of]) => fieldOf(name, of, (schema.required ?? []).includes(name)));
}
const commands = [];
for (const [path, methods] of Object.entries(document.paths)) {
  const found = /^\/api\/v1\/(cases|customers|users)\/\{ref\}\/([a-z-]+)$/.exec(path);
  const operation = methods.post;
  // Commands take If-Match; what else is posted to a record has a form of its own.
  if (!found || !operation?.parameters?.some(({ name }) => name === "If-Match")) continue;
  const schema = resolved(operation.requestBody?.content?.["application/json"]?.schema) ?? {};
  commands.push({ name: operation.operationId, of: found[1], says: operation.summary ?? operation.description ?? "", fields: fieldsOf(schema) });
}

const folder = from("../src/shared/api/");
mkdirSync(folder, { recursive: true });
function write(file, content) {
  if (!existsSync(folder + file) || readFileSync(folder + file, "utf8") !== content) writeFileSync(folder + file, content);
}
write("schema.ts", types);
write("commands.json", JSON.stringify(commands, null, 1) + "\n");
console.log(`${commands.length} commands, ${Object.keys(schemas).length} types`);
