using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class VpcRequiredEndpointsPresentTests
    : RuleTests<VpcRequiredEndpointsPresent, VpcRequiredEndpointsPresentTests>, IRuleScenarios
{
    private const string AllOfBedrock = "It has no endpoint to bedrock, bedrock-runtime, bedrock-agent and bedrock-agent-runtime.";

    private static readonly string[] ToNat = ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"];
    private static readonly (string, string)[] Ec2 = [("requiredServices", "ec2")];
    private static readonly (string, string)[] S3 = [("requiredServices", "s3")];
    private static readonly (string, string)[] Ecr = [("requiredServices", "ecr.api,ecr.dkr")];
    private static readonly (string, string)[] EcrApi = [("requiredServices", "ecr.api")];
    private static readonly (string, string)[] BedrockRuntime = [("requiredServices", "bedrock-runtime")];
    private static readonly (string, string)[] Bedrock = [("requiredServices", "bedrock,bedrock-runtime,bedrock-agent,bedrock-agent-runtime")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an endpoint to each service", net => Used(net).Endpoint("ec2").Endpoint("ssm").Gateway("s3"), Compliant) { With = [("requiredServices", "ec2,ssm,s3:gateway")] },

        new("one of them is missing", net => Used(net).Endpoint("ec2").Gateway("s3"), NonCompliant, "It has no endpoint to ssm.") { With = [("requiredServices", "ec2,ssm,s3:gateway")] },

        new("what is missing and what cannot be used", net => Used(net).Endpoint("ssm", Pending).Endpoint("s3"),
            NonCompliant, "It has no endpoint to ec2 and dynamodb:gateway; vpce-ssm to ssm is pending; vpce-s3 to s3 is of type Interface.")
        {
            With = [("requiredServices", "ec2,ssm,s3:gateway,dynamodb:gateway")],
        },

        new("more is missing than a reason holds", net => Used(net), NonCompliant, "It has no endpoint to ec2, ssm, ssmmessages, logs and 2 more.")
        {
            With = [("requiredServices", "ec2,ssm,ssmmessages,logs,kms,sts")],
        },

        new("neither a parameter nor a tag says what is required", net => Used(net),
            NotApplicable, "Neither a parameter nor the tag privatelink:required-services says which endpoints it needs."),

        new("a tag of the VPC says what is required", net => Used(Tagged(net, "ec2 ssm;s3:gateway")).Endpoint("ec2"),
            NonCompliant, "It has no endpoint to ssm and s3:gateway."),

        new("all that a tag of the VPC requires", net => Used(Tagged(net, "ec2, s3:gateway")).Endpoint("ec2").Gateway("s3"), Compliant),

        new("another tag says so", net => Used(net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["needs"] = "sts" } })),
            NonCompliant, "It has no endpoint to sts.") { With = [("requiredServicesTag", "needs")] },

        new("a tag that asks for no service", net => Used(Tagged(net, "ec2 S3!")).Endpoint("ec2"),
            Undetermined, "Its tag privatelink:required-services asks for 'S3!', which is no service."),

        new("a VPC without workloads", net => net.EmptySubnet("subnet-1", routes: ToNat), NotApplicable, "No workload is in it.") { With = Ec2 },

        new("a VPC without workloads, to be judged all the same", net => net.EmptySubnet("subnet-1", routes: ToNat),
            NonCompliant, "It has no endpoint to ec2.") { With = [.. Ec2, ("scanUnusedVpcs", "true")] },

        new("a service that the region does not have", net => Used(net).OffersOnly("ssm"), NotApplicable, "bedrock-mantle cannot be had in eu-west-1.")
        {
            With = [("requiredServices", "bedrock-mantle")],
        },

        new("a FIPS endpoint to a service of which the region has none", net => Used(net).OffersOnly("ssm").Endpoint("kms"), NotApplicable, "kms-fips cannot be had in eu-west-1.")
        {
            With = [("requiredServices", "kms-fips")],
        },

        new("one of two services that the region does not have", net => Used(net).OffersOnly("ssm").Endpoint("ssm"), Compliant)
        {
            With = [("requiredServices", "ssm,bedrock-mantle")],
        },

        new("an endpoint service, which no list of the region has", net => Used(net).OffersOnly("ssm"),
            NonCompliant, "It has no endpoint to vpce-svc-1.") { With = [("requiredServices", "vpce-svc-1")] },

        new("a Gateway Load Balancer endpoint to an endpoint service", net => Used(net).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }),
            Compliant) { With = [("requiredServices", "vpce-svc-1")] },
        new("an endpoint to an endpoint service of another region, which no other has the id of",
            net => Used(net).Endpoint("com.amazonaws.vpce.us-east-1.vpce-svc-1", endpoint => endpoint with { ServiceRegion = "us-east-1" }),
            Compliant) { With = [("requiredServices", "vpce-svc-1")] },
        new("an endpoint to an endpoint service", net => Used(net).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1"), Compliant) { With = [("requiredServices", "vpce-svc-1")] },

        new("names are compared whole: ecr.api is not api", net => Used(net).Endpoint("codeartifact.api").Endpoint("ecr.api"),
            NonCompliant, "It has no endpoint to execute-api.") { With = [("requiredServices", "execute-api")] },

        new("names of China", net => Used(net.Region("cn-north-1")).Endpoint("cn.com.amazonaws.cn-north-1.ec2"), Compliant) { With = Ec2 },

        new("names of GovCloud", net => Used(net.Region("us-gov-west-1")).Endpoint("ec2"), Compliant) { With = Ec2 },

        new("an endpoint of a state from a later day", net => Used(net).Endpoint("ec2", e => e with { State = EndpointState.Unknown }),
            Undetermined, "The type or the state of vpce-ec2 is none that this version knows.") { With = Ec2 },

        new("an endpoint of a state from a later day, and one that is surely missing", net => Used(net).Endpoint("ec2", e => e with { State = EndpointState.Unknown }),
            NonCompliant, "It has no endpoint to ssm.") { With = [("requiredServices", "ec2,ssm")] },

        new("an endpoint of which some interfaces are down", net => Used(net).Endpoint("ec2", e => e with { State = EndpointState.Partial }), Compliant) { With = Ec2 },

        new("a VPC that another account shares", net => Used(net.Vpc(vpc => vpc with { OwnerId = "222222222222" })),
            NotApplicable, "It belongs to account 222222222222 and is only shared with this one.") { With = Ec2 },

        // Types.
        new("an interface endpoint where a gateway is required", net => Used(net).Endpoint("s3"),
            NonCompliant, "vpce-s3 to s3 is of type Interface.") { With = [("requiredServices", "s3:gateway")] },

        new("a gateway endpoint where an interface is required", net => Used(net).Gateway("s3"),
            NonCompliant, "vpce-s3 to s3 is of type Gateway.") { With = [("requiredServices", "s3:interface")] },

        new("an interface endpoint to the access points of all regions is not one to S3", net => Used(net).Endpoint("com.amazonaws.s3-global.accesspoint"),
            NonCompliant, "It has no endpoint to s3.") { With = S3 },

        // FIPS.
        new("a FIPS endpoint will do", net => Used(net).Endpoint("kms-fips"), Compliant) { With = [("requiredServices", "kms")] },

        new("a FIPS endpoint, which is not to be accepted", net => Used(net).Endpoint("kms-fips"),
            NonCompliant, "vpce-kms-fips to kms is a FIPS endpoint.") { With = [("requiredServices", "kms"), ("acceptFips", "false")] },

        new("a FIPS endpoint is required", net => Used(net).Endpoint("kms"), NonCompliant, "vpce-kms to kms is no FIPS endpoint.") { With = [("requiredServices", "kms-fips")] },

        new("a FIPS endpoint is required and there", net => Used(net).Endpoint("kms").Endpoint("kms-fips"), Compliant)
        {
            With = [("requiredServices", "kms-fips"), ("acceptFips", "false")],
        },

        // Hubs.
        new("a hub has the endpoints", net => Spoke(net.HubWithEcr()), Compliant) { Of = "vpc-1", With = Ecr },

        new("a hub has the endpoints, and is not to be accepted", net => Spoke(net.HubWithEcr()),
            NonCompliant, "It has no endpoint to ecr.api and ecr.dkr.") { Of = "vpc-1", With = [.. Ecr, ("acceptCentralEndpoints", "false")] },

        new("a hub whose zone lacks the wildcard *.dkr.ecr", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api").InHub("ecr.dkr")
                .Answered("ecr.api", "api.ecr.eu-west-1.amazonaws.com", "api.ecr.eu-west-1.amazonaws.com")
                .Answered("ecr.dkr", "dkr.ecr.eu-west-1.amazonaws.com", "dkr.ecr.eu-west-1.amazonaws.com")),
            NonCompliant, "It has no endpoint to ecr.dkr (Z-dkr.ecr.eu-west-1.amazonaws.com does not answer for *.dkr.ecr.eu-west-1.amazonaws.com).")
        {
            Of = "vpc-1",
            With = Ecr,
        },

        new("a hub whose zone is named after the service and not after its name", net => Spoke(net.Hub().OffersEcr().InHub("ecr.api")
                .Answered("ecr.api", "ecr.api.eu-west-1.amazonaws.com", "ecr.api.eu-west-1.amazonaws.com")),
            NonCompliant, "It has no endpoint to ecr.api.") { Of = "vpc-1", With = [("requiredServices", "ecr.api")] },

        new("a hub to which no route leads", net => net.HubWithEcr().Subnet("subnet-1", routes: ToNat),
            NonCompliant, "It has no endpoint to ecr.api and ecr.dkr.")
        {
            Of = "vpc-1",
            With = Ecr,
        },

        new("a gateway is required, which no hub can have", net => Spoke(net.Hub().InHub("s3")
                .Answered("s3", "s3.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com", "*.s3.eu-west-1.amazonaws.com")),
            NonCompliant, "It has no endpoint to s3:gateway.") { Of = "vpc-1", With = [("requiredServices", "s3:gateway")] },

        new("a hub's FIPS endpoint, by the names of FIPS", net => Spoke(net.Hub().InHub("kms-fips").Answered("kms-fips", "kms-fips.eu-west-1.amazonaws.com", "kms-fips.eu-west-1.amazonaws.com")
            .Offers("kms-fips")), Compliant) { Of = "vpc-1", With = [("requiredServices", "kms-fips")] },

        new("a hub's FIPS endpoint, where the plain service is required",
            net => Spoke(HubWithFips(net)), Compliant) { Of = "vpc-1", With = [("requiredServices", "kms")] },

        new("a hub's FIPS endpoint, which is not to be accepted", net => Spoke(HubWithFips(net)),
            NonCompliant, "It has no endpoint to kms.") { Of = "vpc-1", With = [("requiredServices", "kms"), ("acceptFips", "false")] },

        new("a hub's FIPS endpoint to which no route leads", net => HubWithFips(net).Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", "10.8.0.0/16 -> tgw-1"]),
            NonCompliant, "It has no endpoint to kms.") { Of = "vpc-1", With = [("requiredServices", "kms")] },

        new("a hub whose zone leads the names of FIPS to the plain endpoint", net => Spoke(net.Hub().InHub("kms").Offers("kms-fips")
                .Answered("kms", "kms-fips.eu-west-1.amazonaws.com", "kms-fips.eu-west-1.amazonaws.com")),
            NonCompliant, "It has no endpoint to kms-fips (kms-fips.eu-west-1.amazonaws.com leads to vpce-hub-kms, which is no FIPS endpoint).")
        {
            Of = "vpc-1",
            With = [("requiredServices", "kms-fips")],
        },

        new("a hub whose zone leads the plain names to the FIPS endpoint", net => Spoke(net.Hub().InHub("kms-fips").Offers("kms")
                .Answered("kms-fips", "kms.eu-west-1.amazonaws.com", "kms.eu-west-1.amazonaws.com")),
            Undetermined, "Whether vpce-hub-kms-fips, a FIPS endpoint, answers for kms.eu-west-1.amazonaws.com is not known.")
        {
            Of = "vpc-1",
            With = [("requiredServices", "kms")],
        },

        new("a hub of another account, named by a parameter", net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered()), Compliant)
        {
            With = [.. Ecr, ("centralVpcIds", "vpc-9")],
        },

        new("a hub of another account, to which Cloud WAN may lead",
            net => net.Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", $"10.9.0.0/16 -> {CoreNetwork}"]).Dhcp("AmazonProvidedDNS").OffersEcr().Answered(),
            Undetermined, $"Whether {CoreNetwork} leads from rtb-subnet-1 to vpce-hub-ecr.api-x.ecr.api.eu-west-1.vpce.amazonaws.com is not known.")
        {
            With = [.. Ecr, ("centralVpcIds", "vpc-9")],
        },

        new("a hub of another account, to which an appliance may lead",
            net => net.Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", "0.0.0.0/0 -> eni-firewall"]).Dhcp("AmazonProvidedDNS").OffersEcr().Answered(),
            Undetermined, "Whether eni-firewall leads from rtb-subnet-1 to vpce-hub-ecr.api-x.ecr.api.eu-west-1.vpce.amazonaws.com is not known.")
        {
            With = [.. Ecr, ("centralVpcIds", "vpc-9")],
        },

        new("a hub of another account, and no way but to the internet",
            net => net.Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"]).Dhcp("AmazonProvidedDNS").OffersEcr().Answered(),
            NonCompliant, "It has no endpoint to ecr.api and ecr.dkr (rtb-subnet-1 has no route to a hub).")
        {
            With = [.. Ecr, ("centralVpcIds", "vpc-9")],
        },

        new("a hub of another account, which nobody named", net => Spoke(net.Dhcp("AmazonProvidedDNS").OffersEcr().Answered()),
            Undetermined, "vpce-hub-ecr.api-x.ecr.api.eu-west-1.vpce.amazonaws.com is of no endpoint that was recorded, and no parameter names its VPC.") { With = Ecr },

        new("routes lead elsewhere, and nobody recorded hosted zones", net => Spoke(net.HubWithEcr()).Without(FactKind.HostedZones),
            Undetermined, "Whether a central endpoint serves ecr.api is not known: HostedZones have not been recorded.") { Of = "vpc-1", With = Ecr },

        new("a table that was not recorded", net => net.Subnet("subnet-1"),
            Undetermined, "The route table of subnet-1 has not been recorded.") { With = Ec2 },

        // Only where it is used.
        new("a Lambda function is in it", net => Used(net).Interface("eni-1", "subnet-1", "lambda"), NonCompliant, "It has no endpoint to ec2.")
        {
            With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::Lambda::Function")],
        },

        new("no Lambda function is in it", net => Used(net), NotApplicable, "No interface in it is of AWS::Lambda::Function.")
        {
            With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::Lambda::Function")],
        },

        new("an instance is in it", net => Used(net), NonCompliant, "It has no endpoint to ec2.") { With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::EC2::Instance")] },

        new("a task on Fargate is no instance", net => net.EmptySubnet("subnet-1", routes: ToNat).Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            NotApplicable, "No interface in it is of AWS::EC2::Instance.") { With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::EC2::Instance")] },

        new("a task on Fargate is of a service of ECS", net => net.EmptySubnet("subnet-1", routes: ToNat).Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            NonCompliant, "It has no endpoint to ec2.") { With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::EKS::Cluster,AWS::ECS::Service")] },

        new("any interface of a workload", net => Used(net).Endpoint("ec2"), Compliant) { With = [.. Ec2, ("onlyWhenResourceTypes", "AWS::EC2::NetworkInterface")] },

        // The verdicts of AWS Security Hub.
        new("EC2.10: any endpoint to ec2", net => net.Endpoint("ec2"), Compliant) { With = Control("EC2.10") },

        new("EC2.10: in a default VPC without workloads", net => net.Vpc(vpc => vpc with { IsDefault = true }),
            NonCompliant, "It has no endpoint to ec2, which EC2.10 asks for.") { With = Control("EC2.10") },

        new("EC2.10: ec2messages does not end in ec2", net => net.Endpoint("ec2messages"),
            NonCompliant, "It has no endpoint to ec2, which EC2.10 asks for.") { With = Control("EC2.10") },

        new("EC2.10: its managed rule says nothing of FIPS", net => net.Endpoint("ec2-fips"),
            NonCompliant, "It has no endpoint to ec2, which EC2.10 asks for.") { With = Control("EC2.10") },

        new("EC2.55: a failed endpoint without private DNS will do", net => net.Endpoint("ecr.api", e => e with { State = EndpointState.Failed, PrivateDnsEnabled = false }), Compliant)
        {
            With = Control("EC2.55"),
        },

        new("EC2.55: a FIPS endpoint will do", net => net.Endpoint("ecr.api-fips"), Compliant) { With = Control("EC2.55") },

        new("EC2.55: a hub will not do", net => Spoke(net.HubWithEcr()),
            NonCompliant, "It has no endpoint to ecr.api, which EC2.55 asks for.") { Of = "vpc-1", With = Control("EC2.55") },

        new("EC2.56: ecr.dkr", net => net.Endpoint("ecr.api"), NonCompliant, "It has no endpoint to ecr.dkr, which EC2.56 asks for.") { With = Control("EC2.56") },

        new("EC2.57: ssm alone will do, whatever a parameter requires", net => net.Endpoint("ssm"), Compliant)
        {
            With = [.. Control("EC2.57"), ("requiredServices", "ssm,ssmmessages")],
        },

        new("EC2.58: ssm is not ssm-contacts", net => net.Endpoint("ssm"), NonCompliant, "It has no endpoint to ssm-contacts, which EC2.58 asks for.") { With = Control("EC2.58") },

        new("EC2.60: ssm-incidents", net => net.Endpoint("ssm-incidents"), Compliant) { With = Control("EC2.60") },

        // What others' tests hold; where a verdict differs from theirs, the name says so.
        new("Prowler, EC2: no endpoint", net => Used(net), NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Cloudrail: no endpoint, and no way out either, which passes there", net => net.Subnet("subnet-1", routes: ["10.0.0.0/16 -> local"]),
            NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Prowler, EC2: an endpoint for s3", net => Used(net).Gateway("s3"), NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Prowler, EC2: an endpoint for ec2", net => Used(net).Endpoint("ec2"), Compliant) { With = Ec2 },

        new("Prowler, EC2: an endpoint for ec2, drawn as a gateway, which passes there and carries nothing", net => Used(net).Gateway("ec2"),
            NonCompliant, "vpce-ec2 to ec2 is of type Gateway.") { With = Ec2 },

        new("Prowler, EC2: ec2messages, which passes there by its name", net => Used(net).Endpoint("ec2messages"), NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Prowler, EC2: an endpoint to what another provider calls ec2, which passes there",
            net => Used(net).Endpoint("com.amazonaws.vpce.eu-west-1.ec2", id: "vpce-1"), NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Prowler, private access to Bedrock: no endpoint", net => Used(net), NonCompliant, "It has no endpoint to bedrock-runtime.") { With = BedrockRuntime },

        new("Prowler, private access to Bedrock: the runtime endpoint", net => Used(net).Endpoint("bedrock-runtime"), Compliant) { With = BedrockRuntime },

        new("Prowler, private access to Bedrock: an endpoint for s3", net => Used(net).Gateway("s3"),
            NonCompliant, "It has no endpoint to bedrock-runtime.") { With = BedrockRuntime },

        new("Prowler, private access to Bedrock: a runtime endpoint that was rejected, which passes there", net => Used(net).Endpoint("bedrock-runtime", Rejected),
            NonCompliant, "vpce-bedrock-runtime to bedrock-runtime is rejected.") { With = BedrockRuntime },

        new("Prowler, Bedrock: no resources", net => net.EmptySubnet("subnet-1", routes: ToNat), NotApplicable, "No workload is in it.") { With = Bedrock },

        new("Prowler, Bedrock: no Bedrock activity, which here the owner tells", net => Used(net),
            NotApplicable, "Neither a parameter nor the tag privatelink:required-services says which endpoints it needs."),

        new("Prowler, Bedrock: no endpoints", net => Used(net), NonCompliant, AllOfBedrock) { With = Bedrock },

        new("Prowler, Bedrock: only the runtime endpoint", net => Used(net).Endpoint("bedrock-runtime"),
            NonCompliant, "It has no endpoint to bedrock, bedrock-agent and bedrock-agent-runtime.") { With = Bedrock },

        new("Prowler, Bedrock: only the agent runtime endpoint", net => Used(net).Endpoint("bedrock-agent-runtime"),
            NonCompliant, "It has no endpoint to bedrock, bedrock-runtime and bedrock-agent.") { With = Bedrock },

        new("Prowler, Bedrock: only the endpoint of Mantle", net => Used(net).Endpoint("bedrock-mantle"), NonCompliant, AllOfBedrock)
        {
            With = [("requiredServices", "bedrock,bedrock-runtime,bedrock-agent,bedrock-agent-runtime,bedrock-mantle")],
        },

        new("Prowler, Bedrock: all endpoints", net => Used(net).Endpoint("bedrock").Endpoint("bedrock-runtime").Endpoint("bedrock-agent").Endpoint("bedrock-agent-runtime"),
            Compliant) { With = Bedrock },

        new("Prowler, Bedrock: only both runtime endpoints", net => Used(net).Endpoint("bedrock-runtime").Endpoint("bedrock-agent-runtime"),
            NonCompliant, "It has no endpoint to bedrock and bedrock-agent.") { With = Bedrock },

        new("Prowler, Bedrock: an unrelated endpoint only", net => Used(net).Gateway("s3"), NonCompliant, AllOfBedrock) { With = Bedrock },

        new("Prowler, Bedrock: activity via a guardrail, which here the owner tells", net => Used(Tagged(net, "bedrock bedrock-runtime bedrock-agent bedrock-agent-runtime")),
            NonCompliant, AllOfBedrock),

        new("awslabs, S3: a VPC without S3 endpoint", net => Used(net), NonCompliant, "It has no endpoint to s3.") { With = S3 },

        new("awslabs, S3: an S3 endpoint that is not available", net => Used(net).Gateway("s3", Pending), NonCompliant, "vpce-s3 to s3 is pending.") { With = S3 },

        new("awslabs, S3: an S3 endpoint that is available", net => Used(net).Gateway("s3"), Compliant) { With = S3 },

        new("awslabs, S3: a gateway endpoint to S3 in China, which is named as elsewhere",
            net => Used(net.Region("cn-north-1")).Gateway("com.amazonaws.cn-north-1.s3"), Compliant) { With = S3 },

        new("Custodian: an endpoint to the service of another region", net => Used(net).Endpoint("com.amazonaws.us-east-1.ec2", e => e with { ServiceRegion = "us-east-1" }, "vpce-1"),
            NonCompliant, "vpce-1 leads to ec2 of us-east-1.") { With = Ec2 },

        new("Custodian: an endpoint whose service region is missing", net => Used(net).Endpoint("ec2", e => e with { ServiceRegion = null }), Compliant) { With = Ec2 },

        new("Custodian: a service that is not accessible, and an endpoint to it", net => Used(net).OffersOnly("ssm").Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", Rejected, "vpce-1"),
            NonCompliant, "vpce-1 to vpce-svc-1 is rejected.") { With = [("requiredServices", "vpce-svc-1")] },

        new("Powerpipe: a FIPS endpoint, which fails there", net => Used(net).Endpoint("ecr.api-fips"), Compliant) { With = [("requiredServices", "ecr.api")] },

        new("Powerpipe: an endpoint that waits for its provider, which passes there", net => Used(net).Endpoint("ec2", e => e with { State = EndpointState.PendingAcceptance }),
            NonCompliant, "vpce-ec2 to ec2 is pendingAcceptance.") { With = Ec2 },

        new("CloudQuery: an endpoint to ec2, which fails there as every VPC does", net => Used(net).Endpoint("ec2"), Compliant) { With = Ec2 },

        new("CloudQuery: ec2messages", net => Used(net).Endpoint("ec2messages"), NonCompliant, "It has no endpoint to ec2.") { With = Ec2 },

        new("Sentinel: an endpoint to ec2 of type Resource", net => Used(net).Endpoint("ec2", e => e with { Type = EndpointType.Resource }),
            NonCompliant, "vpce-ec2 to ec2 is of type Resource.") { With = Ec2 },

        new("Sentinel: no endpoint to ecr.api", net => Used(net), NonCompliant, "It has no endpoint to ecr.api.") { With = EcrApi },

        new("Sentinel: an endpoint to s3 in place of ecr.api", net => Used(net).Endpoint("s3"), NonCompliant, "It has no endpoint to ecr.api.") { With = EcrApi },

        new("Sentinel: an endpoint to ecr.api, drawn as a gateway", net => Used(net).Gateway("ecr.api"),
            NonCompliant, "vpce-ecr.api to ecr.api is of type Gateway.") { With = EcrApi },

        new("Sentinel: an endpoint to ecr.api", net => Used(net).Endpoint("ecr.api"), Compliant) { With = EcrApi },

        new("Sentinel: a service whose name begins alike, which passes there", net => Used(net).Endpoint("ssmmessages"), NonCompliant, "It has no endpoint to ssm.")
        {
            With = [("requiredServices", "ssm")],
        },

        new("Sentinel: a service whose name ends alike, which passes there", net => Used(net).Endpoint("codeartifact.api"), NonCompliant, "It has no endpoint to api.")
        {
            With = [("requiredServices", "api")],
        },
    ];

    private const string CoreNetwork = "arn:aws:networkmanager::111111111111:core-network/core-network-1";

    private static NetworkBuilder Used(NetworkBuilder net) => net.Subnet("subnet-1", routes: ToNat);

    /// <summary>A hub whose only endpoint to KMS is that of FIPS, by its own names; the plain ones stay public.</summary>
    private static NetworkBuilder HubWithFips(NetworkBuilder net) => net.Hub().InHub("kms-fips").Offers("kms").Offers("kms-fips")
        .Answered("kms-fips", "kms-fips.eu-west-1.amazonaws.com", "kms-fips.eu-west-1.amazonaws.com");

    private static NetworkBuilder Spoke(NetworkBuilder net) => net.Subnet("subnet-1", routes: Hubs.ToHub);

    private static NetworkBuilder Tagged(NetworkBuilder net, string services) =>
        net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:required-services"] = services } });

    private static (string, string)[] Control(string id) => [("parityMode", id)];

    private static VpcEndpoint Pending(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Pending };

    private static VpcEndpoint Rejected(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Rejected };
}
