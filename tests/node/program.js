// A Pulumi program in Node that constructs our Python component and prints its outputs.
// Arguments: project directory, JSON of the component's arguments.
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

// Any other component, of which no output is read.
class Component extends pulumi.ComponentResource {
  constructor(kind, name, args) {
    super(`acm:index:${kind}`, name, args, undefined, true);
  }
}

class Certificate extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    const outputs = {
      arn: undefined,
      arns: undefined,
      cloudfrontArn: undefined,
      unvalidatedArns: undefined,
      validationRecords: undefined,
      externalRecords: undefined,
      domains: undefined,
    };
    super("acm:index:Certificate", name, { ...outputs, ...args }, opts, true);
  }
}

async function main() {
  const [workDir, args] = process.argv.slice(2);
  const program = async () => {
    const { copies = 1, others = {}, ...rest } = JSON.parse(args);
    const site = new Certificate("site", rest);
    for (const [kind, each] of Object.entries(others)) {
      // The certificate's ARN is an Output here, as it is in every program.
      const certificate = { arn: site.arn, domains: rest.domains };
      const list = each.list ? { [each.list]: [certificate] } : { certificate };
      new Component(kind, "other", { ...list, ...each.args });
    }
    for (let copy = 1; copy < copies; copy++) new Certificate(`site${copy}`, rest);
    return {
      arn: site.arn,
      arns: site.arns,
      cloudfrontArn: site.cloudfrontArn,
      validationRecords: site.validationRecords,
      domains: site.domains,
    };
  };
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "node", projectName: "node", program },
    { workDir },
  );
  await stack.setConfig("aws:region", { value: "eu-west-1" });
  if (JSON.parse(args).others) {
    await stack.preview();
    return;
  }
  const result = await stack.up();
  const outputs = Object.entries(result.outputs).map(([key, output]) => [key, output.value]);
  console.log(JSON.stringify(Object.fromEntries(outputs)));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
