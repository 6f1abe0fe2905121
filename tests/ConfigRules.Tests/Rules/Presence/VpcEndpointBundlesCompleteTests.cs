using System.Net;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class VpcEndpointBundlesCompleteTests
    : RuleTests<VpcEndpointBundlesComplete, VpcEndpointBundlesCompleteTests>, IRuleScenarios
{
    private const string NoGateway = "ecr-pull: no s3 gateway endpoint (vpce-s3 is of type Interface).";

    private static readonly string[] ToS3 = ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3"];
    private static readonly (string Name, string Value)[] Pulls = [("bundles", "ecr-pull")];
    private static readonly string[] ToNat = ["0.0.0.0/0 -> nat-1"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an image pull with all of its endpoints", net => Pull(net).Subnet("subnet-1", routes: ToS3), Compliant),

        new("the S3 gateway endpoint is missing: one of a pull's three", net => Ecr(net).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no s3 gateway endpoint."),

        new("ecr.dkr is missing", net => net.Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint."),

        new("ecr.api is missing", net => net.Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.api endpoint."),

        new("a service whose name ends alike is not ecr.api",
            net => net.Endpoint("ecr.dkr").Endpoint("codeartifact-ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.api endpoint."),

        new("FIPS endpoints alone, which serve clients that ask for their names", net => net.Endpoint("ecr.api-fips").Endpoint("ecr.dkr-fips").Gateway("s3")
            .Subnet("subnet-1", routes: ToS3), Undetermined,
            "ecr-pull: vpce-ecr.api-fips has the FIPS names of ecr.api alone, and whether clients ask for these no configuration tells."),
        new("a FIPS endpoint of which no name resolves, where only private DNS will do", net => net.Endpoint("ecr.api").Endpoint("ecr.dkr-fips", endpoint => endpoint with { PrivateDnsEnabled = false })
            .Gateway("s3").Subnet("subnet-1", routes: ToS3), NonCompliant, "ecr-pull: no ecr.dkr endpoint (vpce-ecr.dkr-fips is a FIPS endpoint)."),
        new("FIPS endpoints beside the others", net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Endpoint("ecr.api-fips").Endpoint("ecr.dkr-fips").Gateway("s3")
            .Subnet("subnet-1", routes: ToS3), Compliant),

        new("an endpoint to ecr.api of another region",
            net => net.Endpoint("com.amazonaws.us-east-1.ecr.api", e => e with { ServiceRegion = "us-east-1" }, id: "vpce-1").Endpoint("ecr.dkr")
                .Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.api endpoint (vpce-1 leads to us-east-1)."),

        new("an endpoint to ecr.api of another region tells of no pull in this one",
            net => net.Endpoint("com.amazonaws.us-east-1.ecr.api", id: "vpce-1").Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("endpoints of any region, where the network's own is not known",
            net => Pull(net).Subnet("subnet-1", routes: ToS3).Region(null), Compliant),

        new("private DNS of ecr.dkr is off",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", NoDns).Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: private DNS of ecr.dkr (vpce-ecr.dkr) is off."),

        new("private DNS of both endpoints to ecr.dkr is off",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", NoDns, id: "vpce-1").Endpoint("ecr.dkr", NoDns, id: "vpce-2")
                .Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: private DNS of ecr.dkr is off."),

        new("private DNS of one of two endpoints to ecr.dkr is on",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", NoDns, id: "vpce-1").Endpoint("ecr.dkr", id: "vpce-2")
                .Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant),

        new("private DNS of ecr.api is off, which other names can make up for",
            net => net.Endpoint("ecr.api", NoDns).Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant),

        new("a pending endpoint does not count",
            net => net.Endpoint("ecr.api", Pending).Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: the ecr.api endpoint vpce-ecr.api is pending."),

        new("an endpoint whose state is from a later day",
            net => net.Endpoint("ecr.api", Strange).Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            Undetermined, "The type or the state of vpce-ecr.api is none that this version knows."),

        new("private DNS of ecr.dkr is off, beside an endpoint whose state is from a later day",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", NoDns, id: "vpce-1").Endpoint("ecr.dkr", Strange, id: "vpce-2")
                .Gateway("s3").Subnet("subnet-1", routes: ToS3),
            Undetermined, "The type or the state of vpce-2 is none that this version knows."),

        new("an endpoint whose state is from a later day, and another that is surely missing",
            net => net.Endpoint("ecr.api", Strange).Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint."),

        new("an endpoint of which some interfaces are down counts",
            net => net.Endpoint("ecr.api", e => e with { State = EndpointState.Partial }).Endpoint("ecr.dkr").Gateway("s3")
                .Subnet("subnet-1", routes: ToS3), Compliant),

        new("a pending gateway endpoint does not count",
            net => Ecr(net).Gateway("s3", Pending).Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: the s3 gateway endpoint vpce-s3 is pending."),

        new("an S3 interface endpoint is no gateway endpoint", net => Ecr(net).Endpoint("s3").Subnet("subnet-1", routes: ToNat),
            NonCompliant, NoGateway),

        new("an S3 interface endpoint, accepted by a parameter", net => Ecr(net).Endpoint("s3").Subnet("subnet-1", routes: ToNat),
            Compliant) { With = [("acceptS3InterfaceForEcr", "true")] },

        new("an S3 interface endpoint without private DNS, accepted by a parameter",
            net => Ecr(net).Endpoint("s3", NoDns).Subnet("subnet-1", routes: ToNat),
            NonCompliant, NoGateway) { With = [("acceptS3InterfaceForEcr", "true")] },

        new("an S3 interface endpoint that answers the inbound resolver alone, accepted by a parameter",
            net => Ecr(net).Endpoint("s3", e => e with { PrivateDnsOnlyForInboundResolver = true }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, NoGateway) { With = [("acceptS3InterfaceForEcr", "true")] },

        new("one of two tables lacks the route to S3",
            net => Pull(net).Subnet("subnet-1", routes: ToS3).Subnet("subnet-2", "10.0.2.0/24", ToNat),
            NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-2."),

        new("one of two tables lacks the route to S3, beside a gateway endpoint whose state is from a later day, to which it may lead",
            net => Pull(net).Gateway("s3", Strange, id: "vpce-new").Subnet("subnet-1", routes: ToS3).Subnet("subnet-2", "10.0.2.0/24", ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-new"]),
            Undetermined, "The type or the state of vpce-new is none that this version knows."),

        new("a table that only an empty subnet uses may lack the route",
            net => Pull(net).Subnet("subnet-1", routes: ToS3).EmptySubnet("subnet-2", "10.0.2.0/24", ToNat), Compliant),

        new("the route to S3 is a blackhole", net => Pull(net).Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3 blackhole"]),
            NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-1."),

        new("the S3 endpoint is associated with the table, but the route is not there: packets go by routes",
            net => Ecr(net).Gateway("s3", e => e with { RouteTableIds = ["rtb-subnet-1"] }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-1."),

        new("the main table of the right VPC",
            net => Pull(net).OtherVpc("vpc-2").Subnet("subnet-1")
                .Table("rtb-0", ToS3, isMain: true, vpc: "vpc-2").Table("rtb-1", ToNat, isMain: true),
            NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-1.") { Of = "vpc-1" },

        new("workload subnets by tag: only the tagged one counts",
            net => Pull(net).Subnet("subnet-1", routes: ToNat).EmptySubnet("subnet-2", "10.0.2.0/24", ToS3)
                .TagSubnet("subnet-2", "tier", "app"),
            Compliant) { With = [("workloadSubnetTag", "tier=app")] },

        new("NAT, which a parameter accepts for what is missing",
            net => net.Endpoint("ecr.api").Subnet("subnet-1", routes: ToNat), Compliant) { With = [("natFallbackAllowed", "true")] },

        new("NAT in one of two tables, which a parameter accepts",
            net => Ecr(net).Subnet("subnet-1", routes: ToNat).Subnet("subnet-2", "10.0.2.0/24", []),
            NonCompliant, "ecr-pull: no s3 gateway endpoint.") { With = [("natFallbackAllowed", "true")] },

        new("NAT in one table and the endpoint in the other, which a parameter accepts",
            net => Pull(net).Subnet("subnet-1", routes: ToNat).Subnet("subnet-2", "10.0.2.0/24", ["pl-s3 -> vpce-s3"]),
            Compliant) { With = [("natFallbackAllowed", "true")] },

        new("a NAT gateway that is gone, though a parameter accepts NAT",
            net => Ecr(net).Subnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1 blackhole"]),
            NonCompliant, "ecr-pull: no s3 gateway endpoint.") { With = [("natFallbackAllowed", "true")] },

        new("Systems Manager needs no ec2messages",
            net => Ssm(net).Subnet("subnet-1", routes: ToS3), Compliant),

        new("Systems Manager with agents before 3.3.40.0 needs ec2messages",
            net => Ssm(net).Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ssm: no ec2messages endpoint.") { With = [("requireEc2Messages", "true")] },

        new("ec2 is not ec2messages", net => Ssm(net).Endpoint("ec2").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ssm: no ec2messages endpoint.") { With = [("requireEc2Messages", "true")] },

        new("ec2messages is there where it is needed", net => Ssm(net).Endpoint("ec2messages").Subnet("subnet-1", routes: ToS3),
            Compliant) { With = [("requireEc2Messages", "true")] },

        new("Systems Manager takes an S3 interface endpoint too",
            net => net.Endpoint("ssm").Endpoint("ssmmessages").Endpoint("s3").Subnet("subnet-1", routes: ToNat), Compliant),

        new("ssmmessages without ssm, which may serve ECS Exec alone", net => net.Endpoint("ssmmessages").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            Undetermined, "ssm: no ssm endpoint, which it needs unless ssmmessages serves ECS Exec alone."),
        new("ssmmessages without ssm, where a parameter names the bundle", net => net.Endpoint("ssmmessages").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ssm: no ssm endpoint.") { With = [("bundles", "ssm")] },
        new("ssmmessages without ssm, where a parameter asks for ssm", net => net.Endpoint("ssmmessages").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ssm: no ssm endpoint.") { With = [("optionalMembers", "ssm/ssm")] },
        new("ssmmessages without ssm and S3, which may serve ECS Exec alone", net => net.Endpoint("ssmmessages").Subnet("subnet-1", routes: ToNat),
            Undetermined, "ssm: no ssm endpoint, which it needs unless ssmmessages serves ECS Exec alone."),
        new("ssmmessages without ssm and S3, where a parameter asks for S3", net => net.Endpoint("ssmmessages").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ssm: no s3 gateway endpoint.") { With = [("optionalMembers", "ssm/s3")] },
        new("ssmmessages alone, which may serve ECS Exec alone, where older agents are said to need ec2messages", net => net.Endpoint("ssmmessages").Subnet("subnet-1", routes: ToNat),
            Undetermined, "ssm: no ssm endpoint, which it needs unless ssmmessages serves ECS Exec alone.") { With = [("requireEc2Messages", "true")] },
        new("ssmmessages has failed, which no use of it can do without", net => net.Endpoint("ssmmessages", e => e with { State = EndpointState.Failed }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ssm: the ssmmessages endpoint vpce-ssmmessages is failed."),
        new("ssm alone is not enough", net => net.Endpoint("ssm").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ssm: no ssmmessages endpoint."),

        new("a bundle that a tag of the VPC names", net => Tagged(net, "secrets").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "secrets: no secretsmanager endpoint."),

        new("a bundle that a parameter names", net => net.Subnet("subnet-1", routes: ToNat),
            NonCompliant, "secrets: no secretsmanager endpoint.") { With = [("bundles", "secrets")] },

        new("a bundle that a tag names, whole", net => Tagged(net, "secrets").Endpoint("secretsmanager").Subnet("subnet-1", routes: ToNat),
            Compliant),

        new("Fargate tasks by their interfaces, where workloads are detected",
            net => net.Subnet("subnet-1", routes: ToNat).Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            NonCompliant, "ecs-fargate: no ecr.api endpoint, no ecr.dkr endpoint and no s3 gateway endpoint.")
        {
            With = [("detectWorkloads", "true")],
        },

        new("Fargate in an older region needs no endpoints of the ECS agent", net => Pull(net).Subnet("subnet-1", routes: ToS3),
            Compliant) { With = [("bundles", "ecs-fargate")] },

        new("Fargate in a region of after December 2023 needs the endpoints of the ECS agent",
            net => Pull(net.Region("ca-west-1")).Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecs-fargate: no ecs-agent endpoint, no ecs-telemetry endpoint and no ecs endpoint.")
        {
            With = [("bundles", "ecs-fargate")],
        },

        new("Batch on Fargate in a region of after December 2023 needs them too",
            net => Pull(net.Region("eusc-de-east-1")).Endpoint("logs").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "batch-fargate: no ecs-agent endpoint, no ecs-telemetry endpoint and no ecs endpoint.")
        {
            With = [("bundles", "batch-fargate")],
        },

        new("logs, which only some tasks on Fargate write, asked for", net => Pull(net).Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecs-fargate: no logs endpoint.") { With = [("bundles", "ecs-fargate"), ("optionalMembers", "ecs-fargate/logs")] },

        new("logs, asked for and there", net => Pull(net).Endpoint("logs").Subnet("subnet-1", routes: ToS3),
            Compliant) { With = [("bundles", "ecs-fargate"), ("optionalMembers", "ecs-fargate/logs,ssm/kms")] },

        new("packages of CodeArtifact without S3, which those of Python and Swift do not need",
            net => CodeArtifact(net).Subnet("subnet-1", routes: ToNat),
            Undetermined, "codeartifact: no s3 gateway endpoint, which it needs unless its packages are of Python or Swift alone."),

        new("packages of CodeArtifact that need S3 for certain", net => CodeArtifact(net).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "codeartifact: no s3 gateway endpoint.") { With = [("optionalMembers", "codeartifact/s3")] },

        new("packages whose kind nobody tells, beside workloads that cannot do without S3", net => CodeArtifact(net).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "al2023-packages: no s3 gateway endpoint.") { With = [("bundles", "al2023-packages")] },

        new("packages of CodeArtifact with S3", net => CodeArtifact(net).Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant),

        new("packages of CodeArtifact without S3, and a gap that is one for certain",
            net => net.Endpoint("codeartifact.api").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "codeartifact: no codeartifact.repositories endpoint."),

        new("jobs of Batch that write logs, unless they are told otherwise",
            net => Pull(net).Subnet("subnet-1", routes: ToS3),
            Undetermined, "batch-fargate: no logs endpoint, which it needs unless its jobs have another log driver than awslogs.")
        {
            With = [("bundles", "batch-fargate")],
        },

        new("EKS with Pod Identity needs no sts", net => Eks(net).Endpoint("eks-auth").Subnet("subnet-1", routes: ToS3), Compliant),

        new("EKS with roles for service accounts needs no eks-auth", net => Eks(net).Endpoint("sts").Subnet("subnet-1", routes: ToS3), Compliant),

        new("ec2messages is not ec2",
            net => Pull(net).Endpoint("eks").Endpoint("elasticloadbalancing").Endpoint("ec2messages").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "eks-private: no ec2 endpoint."),

        new("EKS whose nodes write logs", net => Eks(net).Endpoint("sts").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "eks-private: no logs endpoint.") { With = [("optionalMembers", "eks-private/logs,eks-private/sts")] },

        new("models of Bedrock, which clients call by bedrock-runtime", net => net.Endpoint("bedrock-runtime").Subnet("subnet-1", routes: ToNat),
            Compliant) { With = [("bundles", "bedrock")] },

        new("models of Bedrock, and an endpoint that only administers them", net => net.Endpoint("bedrock").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "bedrock: no bedrock-runtime endpoint.") { With = [("bundles", "bedrock")] },

        new("models of Bedrock, which clients list as well", net => net.Endpoint("bedrock-runtime").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "bedrock: no bedrock endpoint.") { With = [("bundles", "bedrock"), ("optionalMembers", "bedrock/bedrock")] },

        new("models of Bedrock, which clients list by an endpoint of its own",
            net => net.Endpoint("bedrock").Endpoint("bedrock-runtime").Subnet("subnet-1", routes: ToNat),
            Compliant) { With = [("bundles", "bedrock"), ("optionalMembers", "bedrock/bedrock")] },

        new("a gap that two bundles share is told once", net => net.Endpoint("ecs-agent").Endpoint("ecs-telemetry").Endpoint("ecs")
            .Endpoint("ecr.api").Endpoint("ecr.dkr").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no s3 gateway endpoint."),

        new("gaps in two bundles", net => net.Endpoint("ssm").Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint; ssm: no ssmmessages endpoint."),

        new("more gaps than a reason holds", net => net.Endpoint("eks").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "eks-private: no ec2 endpoint, no ecr.api endpoint and 2 more."),

        new("long gaps, more than a reason holds",
            net => ((string[])["airflow.api", "airflow.env", "monitoring", "logs", "sqs", "kms"]).Aggregate(net, (drawn, service) => drawn.Endpoint(service, NoDns))
                .Gateway("s3").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "mwaa-private: no route to the s3 gateway endpoint in rtb-subnet-1, private DNS of monitoring (vpce-monitoring) is off and 3 more.")
        {
            With = [("bundles", "mwaa-private")],
        },

        new("a hub serves ECR, through a transit gateway", net => Spoke(net.HubWithEcr()), Compliant) { Of = "vpc-1", With = Pulls },

        new("a hub serves ECR, which is not to be accepted", net => Spoke(net.HubWithEcr()),
            NonCompliant, "ecr-pull: no ecr.api endpoint and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = [.. Pulls, ("acceptCentralEndpoints", "false")],
        },

        new("a hub serves ECR, which a parameter names", net => Spoke(net.HubWithEcr()), Compliant)
        {
            Of = "vpc-1",
            With = [.. Pulls, ("centralVpcIds", "vpc-hub")],
        },

        new("a hub serves ECR, and where its endpoints are nobody recorded",
            net => Spoke(net.HubWithEcr().With(facts => facts.Subnets.Remove(facts.Subnets.Single(subnet => subnet.Id is "subnet-hub")))),
            Undetermined, "Where vpce-hub-ecr.api has its interfaces has not been recorded.") { Of = "vpc-1", With = Pulls },

        new("zones have IPv6 addresses of a hub, which are none of the internet", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .With(facts => facts.Vpcs[^1] = facts.Vpcs[^1] with { CidrBlocks = [.. facts.Vpcs[^1].CidrBlocks, IPNetwork.Parse("2001:db8:9::/56")] })
                .Zone("ecr.eu-west-1.amazonaws.com", ["api.ecr.eu-west-1.amazonaws.com AAAA 2001:db8:9:1::5", "*.dkr.ecr.eu-west-1.amazonaws.com AAAA 2001:db8:9:1::6"])),
            Undetermined, "api.ecr.eu-west-1.amazonaws.com leads to 2001:db8:9:1::5, which is of no endpoint that was recorded.") { Of = "vpc-1", With = Pulls },

        new("zones have IPv6 addresses of nobody's", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .Zone("ecr.eu-west-1.amazonaws.com", ["api.ecr.eu-west-1.amazonaws.com AAAA 2001:db8:9:1::5", "*.dkr.ecr.eu-west-1.amazonaws.com AAAA 2001:db8:9:1::6"])),
            NonCompliant, "ecr-pull: no ecr.api endpoint and no ecr.dkr endpoint.") { Of = "vpc-1", With = Pulls },

        new("a hub serves FIPS endpoints alone, which serve clients that ask for their names",
            net => Spoke(net.HubWithEcr().With(facts => facts.HostedZones.Clear()).InHub("ecr.api-fips").InHub("ecr.dkr-fips")
                .Offers("ecr.api-fips", service => service with { PrivateDnsNames = ["ecr-fips.eu-west-1.amazonaws.com"] })
                .Offers("ecr.dkr-fips", service => service with { PrivateDnsNames = ["*.dkr.ecr-fips.eu-west-1.amazonaws.com"] })
                .Answered("ecr.api-fips", "ecr-fips.eu-west-1.amazonaws.com", "ecr-fips.eu-west-1.amazonaws.com")
                .Answered("ecr.dkr-fips", "dkr.ecr-fips.eu-west-1.amazonaws.com", "*.dkr.ecr-fips.eu-west-1.amazonaws.com")),
            Undetermined, "ecr-pull: a hub has the FIPS names of ecr.api alone, and whether clients ask for these no configuration tells.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("a VPC serves ECR that is none of the hubs", net => Spoke(net.HubWithEcr()),
            NonCompliant, "ecr-pull: no ecr.api endpoint (vpce-hub-ecr.api is in vpc-hub, which is no hub) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = [.. Pulls, ("centralVpcIds", "vpc-9")],
        },

        new("the hub's zone lacks the wildcard *.dkr.ecr", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .Answered("ecr.api", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com")
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "dkr.ecr.eu-west-1.amazonaws.com")),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint (Z-dkr.ecr.eu-west-1.amazonaws.com does not answer for *.dkr.ecr.eu-west-1.amazonaws.com).")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("the hub's zone lacks dkr.ecr itself, which no client asks for", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .Answered("ecr.api", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com")
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com")),
            Compliant) { Of = "vpc-1", With = Pulls },

        new("names lead to the hub, and routes do not",
            net => net.HubWithEcr().Gateway("s3").Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3"]),
            NonCompliant, "ecr-pull: no ecr.api endpoint (rtb-subnet-1 has no route to vpce-hub-ecr.api in subnet-hub) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("one of two subnets has no route to the hub",
            net => Spoke(net.HubWithEcr()).Subnet("subnet-2", "10.0.2.0/24", ["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3"]),
            NonCompliant, "ecr-pull: no ecr.api endpoint (rtb-subnet-2 has no route to vpce-hub-ecr.api in subnet-hub) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("a peering leads to the hub, and back", net => Spoke(net.Hub("10.0.0.0/16 -> pcx-1").OffersEcr().InHub("ecr.api").InHub("ecr.dkr").Answered()
            .Peering("pcx-1", "vpc-hub"), "pcx-1"), Compliant) { Of = "vpc-1", With = Pulls },

        new("a peering leads to the hub, and no route back", net => Spoke(net.Hub("10.8.0.0/16 -> pcx-1").OffersEcr().InHub("ecr.api").InHub("ecr.dkr").Answered()
                .Peering("pcx-1", "vpc-hub"), "pcx-1"),
            NonCompliant, "ecr-pull: no ecr.api endpoint (rtb-subnet-hub of subnet-hub has no route back to subnet-1 by pcx-1) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("a peering that was deleted", net => Spoke(net.HubWithEcr().Peering("pcx-1", "vpc-hub", "deleted"), "pcx-1"),
            NonCompliant, "ecr-pull: no ecr.api endpoint (pcx-1 is deleted) and no ecr.dkr endpoint.") { Of = "vpc-1", With = Pulls },

        new("a transit gateway leads to the hub, whose table does not lead back", net => Spoke(net.Hub("10.8.0.0/16 -> tgw-1").OffersEcr()
                .InHub("ecr.api").InHub("ecr.dkr").Answered()),
            NonCompliant, "ecr-pull: no ecr.api endpoint (rtb-subnet-hub of subnet-hub has no route back to subnet-1) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("the hub's endpoint is pending", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr", Pending).Answered()),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint (vpce-hub-ecr.dkr is pending).") { Of = "vpc-1", With = Pulls },

        new("the hub's zone leads to another service's endpoint", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .Answered("ecr.dkr", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com")
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com")),
            NonCompliant, "ecr-pull: no ecr.api endpoint (api.ecr.eu-west-1.amazonaws.com leads to vpce-hub-ecr.dkr, an endpoint to ecr.dkr).")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("a profile brings the hub's zones", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
            .Zone("api.ecr.eu-west-1.amazonaws.com", [$"api.ecr.eu-west-1.amazonaws.com A alias {Hubs.OwnName("ecr.api")}"], "Z1", "vpc-hub")
            .Zone("dkr.ecr.eu-west-1.amazonaws.com", [$"*.dkr.ecr.eu-west-1.amazonaws.com A alias {Hubs.OwnName("ecr.dkr")}"], "Z2", "vpc-hub")
            .Profile("rp-1", ["arn:aws:route53:::hostedzone/Z1", "arn:aws:route53:::hostedzone/Z2"])), Compliant) { Of = "vpc-1", With = Pulls },

        new("a rule forwards to the hub, where private DNS answers", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api", Dns).InHub("ecr.dkr", Dns)
            .ResolverRule("ecr.eu-west-1.amazonaws.com", ["10.9.1.9"]).ResolverEndpoint("rslvr-in-1", inbound: true, ["10.9.1.9"], "vpc-hub")),
            Compliant) { Of = "vpc-1", With = Pulls },

        new("a rule forwards to the hub, where private DNS of ecr.dkr is off", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api", Dns).InHub("ecr.dkr")
                .ResolverRule("ecr.eu-west-1.amazonaws.com", ["10.9.1.9"]).ResolverEndpoint("rslvr-in-1", inbound: true, ["10.9.1.9"], "vpc-hub")),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint.") { Of = "vpc-1", With = Pulls },

        new("a rule forwards to servers that nobody recorded", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api", Dns).InHub("ecr.dkr", Dns)
                .ResolverRule("ecr.eu-west-1.amazonaws.com", ["10.9.1.9"])),
            Undetermined, "Whether a central endpoint serves ecr.api is not known: rslvr-rr-ecr.eu-west-1.amazonaws.com forwards ecr.eu-west-1.amazonaws.com to 10.9.1.9, whose answers nobody recorded.")
        {
            Of = "vpc-1",
            With = Pulls,
        },

        new("zones lead to endpoints of another account, whose hub a parameter names", net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered()),
            Compliant) { With = [.. Pulls, ("centralVpcIds", "vpc-9")] },

        new("zones lead to endpoints of another account, by its peering",
            net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered().Peering("pcx-1", "vpc-9"), "pcx-1"),
            Compliant) { With = [.. Pulls, ("centralVpcIds", "vpc-9")] },

        new("zones lead to endpoints of another account, and no route to it",
            net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered().Peering("pcx-1", "vpc-8"), "pcx-1"),
            NonCompliant, "ecr-pull: no ecr.api endpoint (rtb-subnet-1 has no route to a hub) and no ecr.dkr endpoint.")
        {
            With = [.. Pulls, ("centralVpcIds", "vpc-9")],
        },

        new("zones lead to endpoints that nobody recorded or named", net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered()),
            Undetermined, "vpce-hub-ecr.api-x.ecr.api.eu-west-1.vpce.amazonaws.com is of no endpoint that was recorded, and no parameter names its VPC.")
        {
            With = Pulls,
        },

        new("zones lead to endpoints that are gone from the hub", net => Spoke(net.Hub().OffersEcr().Answered()),
            NonCompliant, "ecr-pull: no ecr.api endpoint (vpce-hub-ecr.api-x.ecr.api.eu-west-1.vpce.amazonaws.com is no endpoint of a hub) and no ecr.dkr endpoint.")
        {
            Of = "vpc-1",
            With = [.. Pulls, ("centralVpcIds", "vpc-hub")],
        },

        new("routes lead elsewhere, and nobody recorded hosted zones", net => Spoke(net.HubWithEcr()).Without(FactKind.HostedZones),
            Undetermined, "Whether a central endpoint serves ecr.api is not known: HostedZones have not been recorded.") { Of = "vpc-1", With = Pulls },

        new("routes lead nowhere else, so that hosted zones do not matter",
            net => net.Gateway("s3").Subnet("subnet-1", routes: ToS3).Without(FactKind.HostedZones),
            NonCompliant, "ecr-pull: no ecr.api endpoint and no ecr.dkr endpoint.") { With = Pulls },

        new("routes lead elsewhere, and nobody recorded what the services' names are", net => Spoke(net.Hub()),
            Undetermined, "Whether a central endpoint serves ecr.api is not known: nothing that was recorded tells its names.") { Of = "vpc-1", With = Pulls },

        new("private DNS of ecr.dkr is off, and a zone of one's own answers for it",
            net => net.Dhcp("AmazonProvidedDNS").OffersEcr().Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", .. ToS3])
                .Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false, SubnetIds = ["subnet-1"], DnsNames = [Hubs.OwnName("ecr.dkr")] })
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "*.dkr.ecr.eu-west-1.amazonaws.com"),
            Compliant),

        new("a hub's S3 interface endpoint for Systems Manager, which takes one", net => net.Hub().InHub("s3")
            .Answered("s3", "s3.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com")
            .Endpoint("ssm").Endpoint("ssmmessages").Subnet("subnet-1", routes: Hubs.ToHub), Compliant) { Of = "vpc-1" },

        new("a hub's S3 interface endpoint whose zone has no buckets", net => net.Hub().InHub("s3")
                .Answered("s3", "s3.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com")
                .Endpoint("ssm").Endpoint("ssmmessages").Subnet("subnet-1", routes: Hubs.ToHub),
            NonCompliant, "ssm: no s3 gateway endpoint (Z-s3.eu-west-1.amazonaws.com does not answer for *.s3.eu-west-1.amazonaws.com).") { Of = "vpc-1" },

        new("a hub's S3 interface endpoint for an image pull, which takes none", net => net.Hub().InHub("s3")
                .Answered("s3", "s3.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com")
                .Endpoint("ecr.api").Endpoint("ecr.dkr").Subnet("subnet-1", routes: Hubs.ToHub),
            NonCompliant, "ecr-pull: no s3 gateway endpoint.") { Of = "vpc-1" },

        new("a hub's S3 interface endpoint for an image pull, accepted by a parameter", net => net.Hub().InHub("s3")
                .Answered("s3", "s3.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com")
                .Endpoint("ecr.api").Endpoint("ecr.dkr").Subnet("subnet-1", routes: Hubs.ToHub),
            Compliant) { Of = "vpc-1", With = [("acceptS3InterfaceForEcr", "true")] },

        new("services that a hub VPC serves",
            net => net.Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant) { With = [("centralServices", "ecr.api,ecr.dkr")] },

        new("a member that the region does not offer is not asked for",
            net => net.OffersOnly("ecr.api", "s3").Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant),

        new("a member that is not in a list of some services is asked for all the same",
            net => net.ListsOnly("ecr.api", "s3").Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint."),

        new("a member that the region offers is asked for",
            net => net.OffersOnly("ecr.api", "ecr.dkr", "s3").Endpoint("ecr.api").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.dkr endpoint."),

        new("names of China", net => net.Region("cn-north-1").Endpoint("cn.com.amazonaws.cn-north-1.ecr.api", id: "vpce-1")
            .Endpoint("cn.com.amazonaws.cn-north-1.ecr.dkr", id: "vpce-2").Gateway("com.amazonaws.cn-north-1.s3", id: "vpce-s3")
            .Subnet("subnet-1", routes: ToS3), Compliant),

        new("an endpoint that an AWS service manages tells of no use",
            net => net.Endpoint("ecr.api", e => e with { RequesterManaged = true }).Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("an endpoint that is being deleted tells of no use",
            net => net.Endpoint("ecr.api", e => e with { State = EndpointState.Deleting }).Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("endpoints of no bundle", net => net.Endpoint("kms").Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("a VPC without workloads", net => Ecr(net).EmptySubnet("subnet-1", routes: ToNat), NotApplicable, "No workload is in it."),

        new("a VPC without workloads, to be judged all the same", net => Ecr(net).EmptySubnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no s3 gateway endpoint.") { With = [("scanUnusedVpcs", "true")] },

        new("a VPC without workloads cannot fall back to NAT", net => Ecr(net).EmptySubnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no s3 gateway endpoint.") { With = [("scanUnusedVpcs", "true"), ("natFallbackAllowed", "true")] },

        new("a VPC that another account shares", net => Ecr(net).Vpc(v => v with { OwnerId = "222222222222" }).Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It belongs to account 222222222222 and is only shared with this one."),

        new("a subnet whose table was not recorded", net => Pull(net).Subnet("subnet-1"),
            Undetermined, "The route table of subnet-1 has not been recorded."),
    ];

    /// <summary>A spoke with an S3 gateway endpoint of its own, and a route to the hub.</summary>
    private static NetworkBuilder Spoke(NetworkBuilder net, string way = "tgw-1") =>
        net.Gateway("s3").Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", $"10.9.0.0/16 -> {way}", "pl-s3 -> vpce-s3"]);

    private static NetworkBuilder Ecr(NetworkBuilder net) => net.Endpoint("ecr.api").Endpoint("ecr.dkr");

    private static NetworkBuilder Pull(NetworkBuilder net) => Ecr(net).Gateway("s3");

    private static NetworkBuilder Ssm(NetworkBuilder net) => net.Endpoint("ssm").Endpoint("ssmmessages").Gateway("s3");

    private static NetworkBuilder Eks(NetworkBuilder net) => Pull(net).Endpoint("eks").Endpoint("ec2").Endpoint("elasticloadbalancing");

    private static NetworkBuilder CodeArtifact(NetworkBuilder net) => net.Endpoint("codeartifact.api").Endpoint("codeartifact.repositories");

    private static NetworkBuilder Tagged(NetworkBuilder net, string bundles) =>
        net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = bundles } });

    private static VpcEndpoint NoDns(VpcEndpoint endpoint) => endpoint with { PrivateDnsEnabled = false };

    private static VpcEndpoint Dns(VpcEndpoint endpoint) => endpoint with { PrivateDnsEnabled = true };

    private static VpcEndpoint Strange(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Unknown };

    private static VpcEndpoint Pending(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Pending };
}
