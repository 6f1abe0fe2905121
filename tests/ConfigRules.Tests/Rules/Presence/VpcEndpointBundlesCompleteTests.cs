using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class VpcEndpointBundlesCompleteTests
    : RuleTests<VpcEndpointBundlesComplete, VpcEndpointBundlesCompleteTests>, IRuleScenarios
{
    private static readonly string[] ToS3 = ["10.0.0.0/16 -> local", "pl-s3 -> vpce-s3"];
    private static readonly string[] ToNat = ["0.0.0.0/0 -> nat-1"];
    private static readonly string[] ToDeadNat = ["0.0.0.0/0 -> nat-1 blackhole"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("an image pull with all it needs", net => Pull(net).Subnet("subnet-1", routes: ToS3), Compliant),

        new("layers go through the NAT gateway: no S3 endpoint next to ECR's",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Subnet("subnet-1", routes: ToNat), NonCompliant, "ecr-pull: no s3 gateway endpoint."),

        new("the gateway endpoint is not on the puller's route table",
            net => Pull(net).Subnet("subnet-1", routes: ToNat), NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-1."),

        new("the gateway endpoint is on one puller's route table of two",
            net => Pull(net).Subnet("subnet-1", routes: ToS3).Subnet("subnet-2", "10.0.2.0/24", ToNat), NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-2."),

        new("a subnet without workloads pulls nothing",
            net => Pull(net).Subnet("subnet-1", routes: ToS3).EmptySubnet("subnet-2", "10.0.2.0/24", ToNat), Compliant),

        new("the main route table of the VPC serves subnets without one",
            net => Pull(net).Subnet("subnet-1").Table("rtb-main", ToNat, isMain: true), NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-main."),

        new("the main route table of another VPC does not",
            net => Pull(net).Subnet("subnet-1").Table("rtb-main", ToS3, isMain: true).OtherVpc("vpc-2").Table("rtb-other", ToNat, isMain: true, vpc: "vpc-2"),
            Compliant) { Of = "vpc-1" },

        new("the gateway route leads nowhere",
            net => Pull(net).Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3 blackhole"]), NonCompliant, "ecr-pull: no route to the s3 gateway endpoint in rtb-subnet-1."),

        new("manifests without the API: no ecr.api",
            net => net.Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3), NonCompliant, "ecr-pull: no ecr.api endpoint."),

        new("an endpoint named api is not ecr.api",
            net => net.Endpoint("com.amazonaws.eu-west-1.api", id: "vpce-api").Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: no ecr.api endpoint."),

        new("private DNS of ecr.dkr is off",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false }).Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: private DNS of ecr.dkr (vpce-ecr.dkr) is off."),

        new("private DNS of all ecr.dkr endpoints is off",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false }, id: "vpce-1")
                .Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false }, id: "vpce-2").Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: private DNS of ecr.dkr is off."),

        new("one of two ecr.dkr endpoints has private DNS",
            net => Pull(net).Endpoint("ecr.dkr", e => e with { PrivateDnsEnabled = false }, id: "vpce-2").Subnet("subnet-1", routes: ToS3), Compliant),

        new("a pending endpoint does not count",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", e => e with { State = EndpointState.PendingAcceptance }).Gateway("s3").Subnet("subnet-1", routes: ToS3),
            NonCompliant, "ecr-pull: the ecr.dkr endpoint vpce-ecr.dkr is pendingAcceptance."),

        new("a failed gateway endpoint does not count",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Gateway("s3", e => e with { State = EndpointState.Failed }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: the s3 gateway endpoint vpce-s3 is failed."),

        new("an endpoint of which a part is down counts",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr", e => e with { State = EndpointState.Partial }).Gateway("s3").Subnet("subnet-1", routes: ToS3),
            Compliant),

        new("an S3 interface endpoint does not stand in for the gateway",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Endpoint("s3").Subnet("subnet-1", routes: ToNat), NonCompliant, "ecr-pull: no s3 gateway endpoint (vpce-s3 is of type Interface)."),

        new("an S3 interface endpoint that was said to do",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Endpoint("s3").Subnet("subnet-1", routes: ToNat), Compliant)
        {
            With = [("acceptS3InterfaceForEcr", "true")],
        },

        new("an S3 interface endpoint whose names are for the inbound resolver alone",
            net => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Endpoint("s3", e => e with { PrivateDnsOnlyForInboundResolver = true }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no s3 gateway endpoint (vpce-s3 is of type Interface).")
        {
            With = [("acceptS3InterfaceForEcr", "true")],
        },

        new("what is missing may go through the NAT gateway",
            net => net.Endpoint("ecr.dkr").Subnet("subnet-1", routes: ToNat), Compliant) { With = [("natFallbackAllowed", "true")] },

        new("what is missing may go through a NAT gateway that is not there",
            net => net.Endpoint("ecr.dkr").Subnet("subnet-1", routes: ToDeadNat), NonCompliant, "ecr-pull: no ecr.api endpoint and no s3 gateway endpoint.") { With = [("natFallbackAllowed", "true")] },

        new("what the region does not offer cannot be missing",
            net => net.Endpoint("ecr.dkr").Gateway("s3").Region("eu-west-1").ServiceNames("com.amazonaws.eu-west-1.ecr.dkr", "com.amazonaws.eu-west-1.s3")
                .Subnet("subnet-1", routes: ToS3),
            Compliant),

        new("names of another partition: cn.com.amazonaws",
            net => net.Region("cn-north-1").Endpoint("cn.com.amazonaws.cn-north-1.ecr.api", id: "vpce-1").Endpoint("cn.com.amazonaws.cn-north-1.ecr.dkr", id: "vpce-2")
                .Gateway("com.amazonaws.cn-north-1.s3", id: "vpce-s3").Subnet("subnet-1", routes: ToS3),
            Compliant),


        new("endpoints of a hub VPC",
            net => net.Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant) { With = [("centralServices", "ecr.api")] },

        new("Session Manager without ssmmessages",
            net => net.Endpoint("ssm").Gateway("s3").Subnet("subnet-1", routes: ToS3), NonCompliant, "ssm: no ssmmessages endpoint."),

        new("Session Manager needs S3 by gateway or by interface",
            net => net.Endpoint("ssm").Endpoint("ssmmessages").Endpoint("s3").Subnet("subnet-1", routes: ToNat), Compliant),

        new("Session Manager does not need ec2messages",
            net => net.Endpoint("ssm").Endpoint("ssmmessages").Gateway("s3").Subnet("subnet-1", routes: ToS3), Compliant),

        new("agents of old need ec2messages, and ec2 is not ec2messages",
            net => net.Endpoint("ssm").Endpoint("ssmmessages").Endpoint("ec2").Gateway("s3").Subnet("subnet-1", routes: ToS3), NonCompliant, "ssm: no ec2messages endpoint.")
        {
            With = [("requireEc2Messages", "true")],
        },

        new("tasks on Fargate, found by the tag of the VPC",
            net => net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = "ecs-fargate" } }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "ecs-fargate: no ecr.api endpoint, no ecr.dkr endpoint and no s3 gateway endpoint."),

        new("tasks on Fargate in a region that needs the agent's endpoints too",
            net => net.Region("ca-west-1").Endpoint("ecr.api").Endpoint("ecr.dkr").Gateway("s3").Subnet("subnet-1", routes: ToS3), NonCompliant, "ecs-fargate: no ecs-agent endpoint, no ecs-telemetry endpoint and no ecs endpoint.")
        {
            With = [("bundles", "ecs-fargate")],
        },

        new("tasks on Fargate elsewhere do not", net => Pull(net).Subnet("subnet-1", routes: ToS3), Compliant) { With = [("bundles", "ecs-fargate")] },

        new("tasks on Fargate, found by their interfaces",
            net => net.EmptySubnet("subnet-1", routes: ToNat).Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            NonCompliant, "ecs-fargate: no ecr.api endpoint, no ecr.dkr endpoint and no s3 gateway endpoint.")
        {
            With = [("detectWorkloads", "true")],
        },

        new("tasks on Fargate whose interfaces nobody asks about",
            net => net.EmptySubnet("subnet-1", routes: ToNat).Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("gaps of two bundles, each told once",
            net => net.Endpoint("ecr.dkr").Endpoint("ssm").Subnet("subnet-1", routes: ToNat), NonCompliant, "ecr-pull: no ecr.api endpoint and no s3 gateway endpoint; ssm: no ssmmessages endpoint."),

        new("an endpoint that AWS made does not show what is used here",
            net => net.Endpoint("ecr.dkr", e => e with { RequesterManaged = true }).Subnet("subnet-1", routes: ToNat), NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("no endpoint, no tag", net => net.Subnet("subnet-1", routes: ToNat),
            NotApplicable, "It has no endpoint that would need others, and no tag that says so."),

        new("no workload", net => net.Endpoint("ecr.dkr").EmptySubnet("subnet-1", routes: ToNat), NotApplicable, "No workload is in it."),

        new("no workload, to be judged all the same", net => net.Endpoint("ecr.dkr").EmptySubnet("subnet-1", routes: ToNat),
            NonCompliant, "ecr-pull: no ecr.api endpoint and no s3 gateway endpoint.")
        {
            With = [("scanUnusedVpcs", "true")],
        },

        new("workloads are where a tag says",
            net => Pull(net).Subnet("subnet-1", routes: ToNat).EmptySubnet("subnet-2", "10.0.2.0/24", ToS3).TagSubnet("subnet-2", "pulls", "yes"), Compliant)
        {
            With = [("workloadSubnetTag", "pulls=yes")],
        },

        new("the route table of a workload was not recorded", net => Pull(net).Subnet("subnet-1"),
            Undetermined, "The route table of subnet-1 has not been recorded."),

        new("routes were not recorded", net => Pull(net).Subnet("subnet-1", routes: ToS3).Without(FactKind.RouteTables),
            Undetermined, "RouteTables have not been recorded."),

        new("endpoints were not recorded, and that counts", net => net.Without(FactKind.VpcEndpoints),
            NonCompliant, "It cannot be judged: VpcEndpoints have not been recorded.") { With = [("failClosed", "true")] },
    ];

    private static NetworkBuilder Pull(NetworkBuilder net) => net.Endpoint("ecr.api").Endpoint("ecr.dkr").Gateway("s3");
}
