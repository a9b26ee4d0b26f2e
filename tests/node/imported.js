// ImportedCertificates, one after the other: each is previewed, and brought up if that goes well.
// Arguments: project directory, path of a JSON list of components' arguments; {"secret": x} is x
// as a secret.
const fs = require("fs");
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

const OUTPUTS = ["arn", "arns", "cloudfrontArn", "domains", "notAfter", "keyAlgorithm"];

class ImportedCertificate extends pulumi.ComponentResource {
  constructor(name, args) {
    const undefineds = Object.fromEntries(OUTPUTS.map((each) => [each, undefined]));
    super("acm:index:ImportedCertificate", name, { ...undefineds, ...args }, undefined, true);
  }
}

function given(value) {
  const isSecret = value !== null && typeof value === "object" && "secret" in value;
  return isSecret ? pulumi.secret(value.secret) : value;
}

async function main() {
  const [workDir, path] = process.argv.slice(2);
  for (const args of JSON.parse(fs.readFileSync(path, "utf8"))) {
    const program = async () => {
      const entries = Object.entries(args).map(([key, value]) => [key, given(value)]);
      const site = new ImportedCertificate("site", Object.fromEntries(entries));
      return Object.fromEntries(OUTPUTS.map((each) => [each, site[each]]));
    };
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "node", projectName: "node", program },
      { workDir },
    );
    await stack.setConfig("aws:region", { value: "eu-west-1" });
    try {
      await stack.preview({ onOutput: console.log, diff: true });
      const result = await stack.up({ onOutput: console.log, diff: true });
      const outputs = Object.entries(result.outputs).map(([key, output]) => [key, output.value]);
      console.log(JSON.stringify({ outputs: Object.fromEntries(outputs) }));
    } catch (error) {
      console.log(JSON.stringify({ error: error.message }));
    }
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
