using static ConfigRules.Tests.Rules.OtherToolsTests.Theirs;

namespace ConfigRules.Tests.Rules;

/// <summary>Read in the tools' own tests, code and issues, in the state of August 2026.</summary>
public sealed partial class OtherToolsTests
{
    private const string Boundaries = "Prowler vpc_endpoint_connections_trust_boundaries";
    private const string Principals = "Prowler vpc_endpoint_services_allowed_principals_trust_boundaries";
    private const string Zones = "Prowler vpc_endpoint_multi_az_enabled";
    private const string DefaultPolicy = "aws-config-rules VPC_ENDPOINT_DEFAULT_POLICY";
    private const string Acceptance = "aws-config-rules VPC_ENDPOINT_MANUAL_ACCEPTANCE";

    private const string Trusts = "vpc-endpoint-policy-trusts-own-org";
    private const string Open = "vpc-endpoint-policy-not-open";
    private const string Serves = "vpc-endpoint-policy-serves-bundles";
    private const string Allowed = "endpoint-service-principals-trusted";
    private const string Asks = "endpoint-service-acceptance-required";
    private const string Spans = "vpc-endpoint-spans-workload-zones";
    private const string Routed = "route-table-has-gateway-endpoints";
    private const string Bundles = "vpc-endpoint-bundles-complete";
    private const string Required = "vpc-required-endpoints-present";
    private const string Effective = "vpc-endpoint-policy-effective";
    private const string Narrow = "vpc-endpoint-security-group-narrow";

    private static readonly TheirCase[] Cases =
    [
        // Trust in endpoint policies.
        new(Boundaries, "an endpoint service of another provider", SaysNothing, Trusts, "a service of another provider"),
        new(Boundaries, "full access", Fails, Trusts, "the policy that an endpoint starts with"),
        new(Boundaries, "the own account by its ARN", Passes, Trusts, "the own account as principal, as an ARN"),
        new(Boundaries, "the own account by its id", Passes, Trusts, "the own account as principal"),
        new(Boundaries, "a list of principals, all trusted", Passes, Trusts, "the own account and a trusted one in a list"),
        new(Boundaries, "an untrusted account", Fails, Trusts, "a foreign account as principal, as an ARN"),
        new(Boundaries, "a trusted account by its ARN", Passes, Trusts, "a trusted account as principal"),
        new(Boundaries, "a trusted account by its id", Passes, Trusts, "a trusted account as principal, by its id"),
        new(Boundaries, "two accounts, one of which is not trusted", Fails, Trusts, "two accounts, one of which is not trusted"),
        new(Boundaries, "principal {\"AWS\": \"*\"}", Fails, Trusts, "everybody by {\"AWS\": \"*\"}"),
        new(Boundaries, "principal \"*\" with aws:SourceAccount of the own account", Passes, Trusts, "everybody, if an AWS service acts for the own account: by themselves none have aws:SourceAccount"),
        new(Boundaries, "principal \"*\" with aws:PrincipalAccount of the own account", Passes, Trusts, "everybody, if of the own account by aws:PrincipalAccount"),
        new(Boundaries, "a Deny with principal \"*\"", Fails, Trusts, "a Deny for everybody is no Allow", "It never reads Effect; a Deny lets nobody in."),
        new(Boundaries, "aws:PrincipalOrgID of the own organization", Fails, Trusts, "principals of one's own organization", "It looks for an account's id in the value, and an organization's id holds none."),
        new(Boundaries, "aws:PrincipalOrgID of another organization", Fails, Trusts, "principals of another organization"),
        new(Boundaries, "two trusted accounts, of which the condition names one", Fails, Trusts, "two accounts are trusted, and the condition names one of them", "It wants each value to match every trusted account."),
        new(Boundaries, "a service without endpoint policies (email-smtp)", Fails, Trusts, "a service that supports no policies", "There is no policy to restrict."),
        new(Boundaries, "NotPrincipal", Breaks, Trusts, "everybody but an account, by NotPrincipal", "All but one account are everybody."),
        new(Boundaries, "aws:SourceVpc of any VPC", Passes, Trusts, "the VPC says nothing of who calls", "Everybody's request through the endpoint comes from that VPC."),
        new(Boundaries, "StringEqualsIfExists on the organization", Fails, Trusts, "IfExists, which a request without identity satisfies"),
        new(Boundaries, "a gateway endpoint for the account as principal", Passes, Trusts, "the own account as principal of a gateway endpoint"),
        new("CloudSploit vpcEndpointCrossAccount", "a bare \"*\"", Passes, Trusts, "the policy that an endpoint starts with", "It examines ARNs alone."),
        new("CloudSploit vpcEndpointCrossAccount", "a foreign account as principal", Fails, Trusts, "a foreign account as principal, as an ARN"),
        new("CloudSploit vpcEndpointExposed", "\"*\" with aws:PrincipalAccount of the own account", Fails, Trusts, "everybody, if of the own account by aws:PrincipalAccount", "It ignores conditions."),
        new("CloudSploit vpcEndpointExposed", "one private subnet beside a public one", Passes, "vpc-endpoint-in-private-subnets", "one public subnet beside a private one", "One private subnet takes nothing from what the public one shows."),
        new("CloudSploit vpcEndpointExposed", "a gateway endpoint with an open policy", Passes, Open, "all buckets by their ARN", "The policy of a gateway endpoint is as open as another's."),
        new("CloudSploit vpcEndpointExposed", "an endpoint service of another provider", Fails, Open, "a service of another provider", "Nobody can set a policy there."),
        new("Cloud Custodian cross-account", "an organization on the list", Passes, Trusts, "principals of one's own organization"),
        new("Cloud Custodian cross-account", "an organization that is not on the list", Fails, Trusts, "principals of another organization"),
        new("Cloud Custodian cross-account", "roles by aws:PrincipalArn with a wildcard, and the organization", Passes, Trusts, "roles of that name in one's own organization, whatever their account"),
        new("Cloud Custodian cross-account", "a condition key that it does not know", Fails, Trusts, "a tag of callers of one's own organization", "The organization is asked for as well, and that is enough."),

        // Open policies.
        new(DefaultPolicy, "no VPC endpoint", SaysNothing, Open, "a service that supports no policies"),
        new(DefaultPolicy, "the default policy", Fails, Open, "the policy that an endpoint starts with"),
        new(DefaultPolicy, "another policy", Passes, Open, "one's own bucket"),
        new(DefaultPolicy, "a Deny before an open Allow", Passes, Open, "a Deny of one action before an open Allow", "It stops at the first statement that is not an open Allow."),
        new(DefaultPolicy, "\"Action\": [\"*\"]", Passes, Open, "everything in the form of lists", "A list of one is that one."),
        new(DefaultPolicy, "no policy document", Breaks, Open, "no policy document", "Without a document everything is let through."),
        new(DefaultPolicy, "one restrictive endpoint and one open: the VPC", Passes, Open, "one restrictive endpoint beside an open one: the open one", "Its last writer wins; here each endpoint has a verdict of its own."),
        new(DefaultPolicy, "ecr.api, taken for a service \"api\"", Passes, Open, "ecr.api, whose actions begin with ecr", "It takes what follows the last dot for the service."),
        new(DefaultPolicy, "a policy that only denies", Passes, Open, "a policy that only denies"),
        new("Powerpipe vpc_gateway_endpoint_restrict_public_access", "\"s3:*\" for everybody", Passes, Open, "all actions of the service", "All actions of S3 are all that pass an S3 endpoint."),
        new("Powerpipe vpc_gateway_endpoint_restrict_public_access", "\"*\" for everybody", Fails, Open, "the policy that an endpoint starts with"),
        new("Policy checks by key", "an empty NotAction", Passes, Open, "an empty NotAction leaves nothing out", "Nothing is left out, so everything is let through."),
        new("Mondoo vpc-endpoint-no-wildcard-policy", "\"*\" for everybody", Fails, Open, "the policy that an endpoint starts with"),
        new("Cloud Custodian has-statement", "the statement that is looked for", Fails, Open, "a named statement"),
        new("Bedrock endpoint rules (FMI-10)", "\"*\" with a condition on the organization", Fails, Open, "only the organization's principals", "The condition restricts it."),
        new("Guides on PrivateLink", "one's own buckets for one's own organization, beside ECR", Passes, Serves, "one's own buckets for one's own organization, as guides recommend: the layers of images are refused", "The layers' bucket is ECR's, and an account of ECR's has signed their URLs."),
        new("Guides on PrivateLink", "the statement that AWS's page on ECR gives", Passes, Serves, "the statement for the layers' bucket that AWS's page on ECR gives"),

        // Endpoint services.
        new(Principals, "no service", SaysNothing, Allowed, "a service that is gone"),
        new(Principals, "no principal", Passes, Allowed, "nobody is allowed, so that only the own account can connect"),
        new(Principals, "the own account by its ARN", Passes, Allowed, "the own account by its ARN"),
        new(Principals, "the own account by its id", Passes, Allowed, "the own account by its id"),
        new(Principals, "another account", Fails, Allowed, "another account"),
        new(Principals, "another account, which is trusted", Passes, Allowed, "another account, which is trusted"),
        new(Principals, "everybody", Fails, Allowed, "everybody"),
        new(Principals, "an untrusted principal first, a trusted one last", Passes, Allowed, "an untrusted principal first and a trusted one last", "One report is used for all principals, so that the last one decides."),
        new(Principals, "a trusted principal first, an untrusted one last", Fails, Allowed, "a trusted principal first and an untrusted one last"),
        new(Principals, "an account id that is a part of the own one", Passes, Allowed, "an account id that only begins like the own one", "It looks for the text anywhere in the own id."),
        new(Principals, "a principal without any text", Passes, Allowed, "a principal without any text", "Nothing is a part of every id."),
        new(Principals, "an organizational unit", Breaks, Allowed, "a unit of a trusted organization", "Organizations and their units are principals too."),
        new("Mondoo vpc-endpoint-service-restrict-principals", "no principal", Fails, Allowed, "nobody is allowed, so that only the own account can connect", "Nobody else can connect; emptyPrincipals=noncompliant asks for their reading."),
        new("Mondoo vpc-endpoint-service-restrict-principals", "everybody", Fails, Allowed, "everybody"),
        new("CloudSploit vpcEndpointAcceptance with allow_blank_whitelisted_principals", "no principal", Passes, Allowed, "nobody is allowed, so that only the own account can connect"),
        new(Acceptance, "no service of one's own", SaysNothing, Asks, "a service that is being deleted"),
        new(Acceptance, "acceptance off", Fails, Asks, "acceptance off"),
        new(Acceptance, "acceptance on", Passes, Asks, "acceptance on"),
        new(Acceptance, "a service of a third party that the account can see", Fails, Asks, "a service of another provider that the account can see is nobody's business here", "It lists everything that is visible, and not what the account owns."),
        new("CloudSploit vpcEndpointAcceptance", "acceptance off", Fails, Asks, "acceptance off"),
        new("Checkov CKV_AWS_123", "acceptance not told", Fails, Asks, "acceptance not told, which is how EC2 begins: on", "EC2's own default is to ask."),
        new("Checkov CKV_AWS_123", "acceptance on", Passes, Asks, "acceptance on"),
        new("Checkov CKV_AWS_123", "acceptance off", Fails, Asks, "acceptance off"),
        new("Powerpipe vpc_endpoint_service_acceptance_required_enabled", "a service of Amazon", Fails, Asks, "a service of another provider that the account can see is nobody's business here", "It alarms on every service of Amazon's."),
        new("Mondoo vpc-endpoint-service-acceptance-required", "acceptance off", Fails, Asks, "acceptance off"),
        new("Cloud Custodian AcceptanceRequired", "acceptance off", Fails, Asks, "acceptance off"),
        new("Checks of connections", "a connection that was rejected and lingers", Fails, "endpoint-service-connections-trusted", "a connection that was rejected and lingers", "Nothing goes through it any more."),
        new("Checks of allowed principals", "a principal that was removed while connected", Passes, "endpoint-service-connections-trusted", "a principal that was removed while it was connected", "Taking a principal away disconnects nobody."),

        // Zones, groups, subnets.
        new(Zones, "no endpoint", SaysNothing, Spans, "a gateway endpoint"),
        new(Zones, "one subnet", Fails, Spans, "in one zone, and no workload in the other"),
        new(Zones, "two subnets", Passes, Spans, "in both zones where workloads are"),
        new(Zones, "two subnets of one zone", Passes, Spans, "two subnets of one zone, which is one", "A zone that fails takes both along."),
        new(Zones, "a service that is offered in one zone", Fails, Spans, "a service that is in one zone", "There is no other zone to be in."),
        new("Mondoo vpc-endpoint-security-groups", "an interface endpoint that names no group", Fails, Narrow, "the VPC's default group"),
        new("Mondoo vpc-endpoint-security-groups", "an empty list of groups", Fails, Narrow, "no security group", "What has no group is filtered by none; EC2 gives an endpoint that names none the VPC's default group, and that is found."),
        new("Mondoo vpc-endpoint-security-groups", "a gateway endpoint", Passes, Narrow, "a gateway endpoint", "It has no groups to judge."),
        new("Reachability by single rules", "two blocks that cover a subnet together", Fails, "vpc-endpoint-admits-workloads", "two blocks that cover the subnet together", "Rules of groups add up."),
        new("Reachability by single entries", "a refusal of a part, numbered lower than what lets pass", Passes, "vpc-endpoint-passes-network-acls", "a part of the subnet refused by a lower number", "The lowest number that matches decides."),

        // Presence and routes.
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "an S3 interface endpoint", Passes, Routed, "an S3 interface endpoint is no gateway endpoint", "It looks at the name of the service alone."),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "no VPC of one's own", SaysNothing, Routed, "a table of a VPC that another account shares"),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "a VPC without S3 endpoint", Fails, Routed, "a VPC with tables but without any gateway endpoint"),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "an S3 endpoint that is not available", Fails, Routed, "a pending endpoint does not count"),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "an S3 endpoint that is available", Passes, Routed, "routes to both"),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "an S3 endpoint that no table leads to", Passes, Routed, "an S3 endpoint that is not associated with this table", "It ignores route tables, and packets go by them."),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "a region of China", Fails, Routed, "names of China", "Names there begin with cn.com.amazonaws."),
        new("aws-config-rules S3_VPC_ENDPOINT_ENABLED", "GovCloud", Fails, Routed, "names of GovCloud", "It takes the region from the wrong place."),
        new("KICS DynamoDB endpoint without route table", "the VPC has tables, and none of them is on the endpoint", Passes, Routed, "a VPC with tables but none of them on the DynamoDB endpoint", "It asks whether there is any association at all."),
        new("KICS DynamoDB endpoint without route table", "the VPC has no table of its own", Fails, Routed, "a VPC with tables but without any gateway endpoint"),
        new("Prowler's route tables", "the main table of another VPC", Passes, Routed, "the main table of another VPC does not count", "A filter on main tables alone finds that of any VPC."),
        new("Checks by associations", "a blackhole", Passes, Routed, "a blackhole", "The association is there, and packets are dropped."),
        new("Checks by associations", "a route to S3 addresses that is more specific than the gateway endpoint's", Passes, "gateway-endpoint-routes-effective", "a more specific route", "The longest prefix takes the packet."),
        new("KICS SQS endpoint without DNS resolution", "DNS support off", Fails, "vpc-dns-supports-private-endpoints", "support off"),
        new("KICS SQS endpoint without DNS resolution", "DNS support on", Passes, "vpc-dns-supports-private-endpoints", "both attributes on"),
        new("KICS SQS endpoint without DNS resolution", "DNS hostnames off, DNS support on", Passes, "vpc-dns-supports-private-endpoints", "hostnames off, support on", "Private DNS needs both."),
        new("Security Hub EC2.55, EC2.56", "ECR endpoints without S3", Passes, Bundles, "the S3 gateway endpoint is missing: one of a pull's three", "Layers of images come from S3, so that every pull fails or leaves through the NAT gateway."),
        new("Security Hub EC2.57", "ssm alone", Passes, Bundles, "ssm alone is not enough", "Sessions and commands go through ssmmessages."),
        new("Security Hub EC2.57", "agents without ec2messages", Passes, Bundles, "Systems Manager needs no ec2messages"),
        new("CloudQuery ec2.10", "ec2messages in place of ec2", Passes, Bundles, "ec2messages is not ec2", "A name that begins alike is another service."),
        new("Managed rule vpc-endpoint-enabled", "a pending endpoint", Passes, Bundles, "a pending endpoint does not count", "No packet goes through it yet."),
        new("Managed rule vpc-endpoint-enabled", "the FIPS variant", Passes, Bundles, "the FIPS endpoint serves as well"),
        new("Managed rule vpc-endpoint-enabled", "a VPC without workloads", Fails, Bundles, "a VPC without workloads", "Nobody in it needs the endpoints."),
        new("Managed rule vpc-endpoint-enabled", "a VPC that another account shares", Fails, Bundles, "a VPC that another account shares", "Its owner makes the endpoints, and nobody else can even see them."),
        new("Prowler bedrock_vpc_endpoints_configured", "bedrock-runtime alone", Fails, Bundles, "models of Bedrock, which clients list as well"),
        new("Prowler bedrock_vpc_endpoints_configured", "bedrock and bedrock-runtime", Passes, Bundles, "models of Bedrock, which clients list by an endpoint of its own"),
        new("Prowler vpc_endpoint_for_ec2_enabled", "no endpoint", Fails, Required, "Prowler, EC2: no endpoint"),
        new("Prowler vpc_endpoint_for_ec2_enabled", "an endpoint for s3 alone", Fails, Required, "Prowler, EC2: an endpoint for s3"),
        new("Prowler vpc_endpoint_for_ec2_enabled", "an endpoint for ec2", Passes, Required, "Prowler, EC2: an endpoint for ec2"),
        new("Prowler vpc_endpoint_for_ec2_enabled", "an endpoint for ec2, drawn as a gateway", Passes, Required, "Prowler, EC2: an endpoint for ec2, drawn as a gateway, which passes there and carries nothing", "There is no such endpoint, and no packet would go through it."),
        new("Prowler vpc_endpoint_for_ec2_enabled", "ec2messages", Passes, Required, "Prowler, EC2: ec2messages, which passes there by its name", "A name that begins alike is another service."),
        new("Prowler bedrock_vpc_endpoints_configured", "no resources", SaysNothing, Required, "Prowler, Bedrock: no resources"),
        new("Prowler bedrock_vpc_endpoints_configured", "no activity of Bedrock", SaysNothing, Required, "Prowler, Bedrock: no Bedrock activity, which here the owner tells"),
        new("Prowler bedrock_vpc_endpoints_configured", "no endpoints", Fails, Required, "Prowler, Bedrock: no endpoints"),
        new("Prowler bedrock_vpc_endpoints_configured", "the runtime endpoint alone", Fails, Required, "Prowler, Bedrock: only the runtime endpoint"),
        new("Prowler bedrock_vpc_endpoints_configured", "the agent runtime endpoint alone", Fails, Required, "Prowler, Bedrock: only the agent runtime endpoint"),
        new("Prowler bedrock_vpc_endpoints_configured", "both runtime endpoints alone", Fails, Required, "Prowler, Bedrock: only both runtime endpoints"),
        new("Prowler bedrock_vpc_endpoints_configured", "all endpoints", Passes, Required, "Prowler, Bedrock: all endpoints"),
        new("Prowler bedrock_vpc_endpoints_configured", "an unrelated endpoint alone", Fails, Required, "Prowler, Bedrock: an unrelated endpoint only"),
        new("Prowler bedrock_vpc_endpoints_configured", "activity by a guardrail", Fails, Required, "Prowler, Bedrock: activity via a guardrail, which here the owner tells"),
        new("Security Hub EC2.10", "an endpoint that waits for its provider", Passes, Required, "Powerpipe: an endpoint that waits for its provider, which passes there", "No packet goes through it yet; parityMode=EC2.10 gives their verdict."),
        new("Security Hub EC2.55", "a hub's endpoint", Fails, Required, "a hub has the endpoints", "Names and routes of the spoke lead there; parityMode=EC2.55 gives their verdict."),
        new("Security Hub EC2.10", "a VPC without workloads", Fails, Required, "a VPC without workloads", "Nobody in it needs the endpoint; parityMode=EC2.10 gives their verdict."),
        new("Powerpipe vpc_configured_to_use_interface_endpoint_for_...", "a FIPS endpoint", Fails, Required, "Powerpipe: a FIPS endpoint, which fails there", "It serves the same names' FIPS variants, as the managed rule accepts."),
        new("Sentinel ec2-vpc-should-be-configured-for-interface-endpoint", "a service whose name ends alike", Passes, Required, "Sentinel: a service whose name ends alike, which passes there", "Names are compared whole."),
        new("Hubs checked by hand", "a zone that lacks the wildcard *.dkr.ecr", Passes, "central-endpoint-zones-correct", "the zone lacks the wildcard *.dkr.ecr", "Registries' names begin with the account, and only the wildcard answers for them."),
        new(DefaultPolicy, "a policy that only denies, as to what works", Passes, Effective, "a policy that only denies", "What is not allowed is refused, so that nothing passes."),
        new(Boundaries, "a gateway endpoint for the account as principal, as to what works", Passes, Effective, "the own account as principal of a gateway endpoint", "There it means the root user alone."),
        new("Trusted Advisor c2vlfg0jp6", "no byte in thirty days", Fails, "vpc-endpoint-in-use", "no byte since it was made: CloudWatch has no day of it"),
        new("Trusted Advisor c2vlfg0k35", "no byte in thirty days, to a Gateway Load Balancer", Fails, "vpc-endpoint-in-use", "an endpoint to a Gateway Load Balancer"),
        new("Trusted Advisor c2vlfg0jp6", "no byte, and a bundle in use needs it", Fails, "vpc-endpoint-in-use", "a bundle that a tag of the VPC names needs it", "Without it the bundle would not work."),
        new("Security Hub EC2.47", "a service without tags", Fails, "privatelink-resource-tagged", "a service without an owner"),
        new("Security Hub EC2.47", "a service with the tag", Passes, "privatelink-resource-tagged", "a service with an owner"),
        new("cfn-lint E3064", "two interface endpoints of one service in a VPC, both with private DNS", Fails, "vpc-endpoint-not-duplicated", "the newer of two with private DNS"),
        new("cfn-lint E3064", "two interface endpoints of one service in a VPC, one of them with private DNS", Passes, "vpc-endpoint-not-duplicated", "one without private DNS beside one with it, else the same", "It is paid for, and does nothing that the other does not; allowDuplicates=true asks for their reading."),

        // What is nobody's to judge, or not understood.
        new("Cloud Custodian service-details", "an endpoint to a service of another region", Fails, "vpc-endpoint-private-dns-enabled", "an endpoint to a service of another region has names of its own"),
        new("Cloud Custodian service-details", "a service that is not accessible any more", Breaks, "vpc-endpoint-private-dns-enabled", "a service that is not visible any more", "What cannot be known is no verdict."),
        new("Cloud Custodian service-details", "no region told", Passes, Bundles, "endpoints of any region, where the network's own is not known"),
        new("Checks of all endpoints", "an endpoint that an AWS service made", Fails, "vpc-endpoint-private-dns-enabled", "an endpoint that an AWS service manages", "The account cannot change it."),
        new("Checks of all endpoints", "a type of endpoint from a later day", Breaks, Open, "an endpoint of a type from a later day", "What is not understood is no verdict."),
        new("Checks of all endpoints", "a state from a later day", Passes, Open, "an endpoint in a state from a later day", "What is not understood is no verdict."),
        new("Policy checks by key", "ForAllValues on a key that is missing", Passes, Trusts, "ForAllValues, which a missing key satisfies", "ForAllValues is true of nothing at all."),
        new("Policy checks by key", "nodes that Systems Manager manages, by ssm:NodeOrgId", Fails, Trusts, "nodes that Systems Manager manages in one's own organization", "Requests of such nodes carry no aws:PrincipalOrgID."),
        new("S3 private DNS in Terraform's module", "for the inbound Resolver alone, without a gateway endpoint", Passes, "vpc-endpoint-private-dns-enabled", "S3 whose private DNS answers inbound Resolver endpoints alone, without a gateway endpoint", "Nothing in the VPC goes through either endpoint."),
    ];
}
