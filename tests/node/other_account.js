// A Certificate in one account, its records in another one, and the wait for it, in one program.
// Arguments: project directory, ARN of a role in the account that has the DNS.
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

class Component extends pulumi.ComponentResource {
  constructor(kind, name, outputs, args, opts) {
    const undefineds = Object.fromEntries(outputs.map((each) => [each, undefined]));
    super(`acm:index:${kind}`, name, { ...undefineds, ...args }, opts, true);
  }
}

async function main() {
  const [workDir, roleArn] = process.argv.slice(2);
  const program = async () => {
    const dns = new pulumi.ProviderResource("aws", "dns", {
      region: "eu-west-1",
      assumeRoles: JSON.stringify([{ roleArn }]),
    });
    const domains = ["example.com", "*.example.com", "a.example.com"];
    const outputs = ["externalRecords", "unvalidatedArns"];
    const site = new Component("Certificate", "site", outputs, { domains });
    const records = new Component(
      "ValidationRecords",
      "records",
      ["records"],
      { domains, records: site.externalRecords },
      { providers: [dns] },
    );
    const issued = new pulumi.CustomResource(
      "aws:acm/certificateValidation:CertificateValidation",
      "issued",
      { certificateArn: site.unvalidatedArns.apply((arns) => arns["eu-west-1"]) },
      { dependsOn: [records] },
    );
    return { arn: issued.certificateArn, records: records.records };
  };
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "node", projectName: "node", program },
    { workDir },
  );
  await stack.setConfig("aws:region", { value: "eu-west-1" });
  await stack.preview();
  const result = await stack.up({ parallel: 1 });
  const outputs = Object.entries(result.outputs).map(([key, output]) => [key, output.value]);
  console.log(JSON.stringify(Object.fromEntries(outputs)));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
