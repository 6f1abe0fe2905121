using ConfigRules.Model;
using ConfigRules.Rules.Paths;
using ConfigRules.Tests.Paths;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Paths;

public sealed class SubnetReachesServicesPrivatelyTests
    : RuleTests<SubnetReachesServicesPrivately, SubnetReachesServicesPrivatelyTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("all ways of an image pull are private", net => net.Healthy(), Compliant) { Of = "subnet-1" },

        new("a more specific route leads a part of S3's addresses to a NAT gateway",
            net => net.Healthy("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3", "52.216.0.0/15 -> nat-1"),
            NonCompliant, "s3: rtb-subnet-1 sends 52.216.0.0/15 to nat-1.") { Of = "subnet-1" },

        new("DNS hostnames are off, so that all names of interface endpoints resolve to public addresses",
            net => net.Healthy().Dns(hostnames: false),
            NonCompliant,
            "ecr.api: ecr.api.eu-west-1.amazonaws.com resolves to public addresses: enableDnsHostnames of vpc-1 is off, so the private DNS of vpce-ecr.api does not work; 1 more.")
            { Of = "subnet-1" },

        new("a service that a parameter names, and that no endpoint leads to",
            net => net.Healthy().Offers("kms"),
            NonCompliant, "kms: kms.eu-west-1.amazonaws.com resolves to public addresses: no interface endpoint of vpc-1 answers for it.")
            { Of = "subnet-1", With = [("services", "sts,kms")] },

        new("a service that a parameter names, and that is reached", net => net.Healthy(), Compliant) { Of = "subnet-1", With = [("services", "sts")] },

        new("the policy refuses the layers of images",
            net => net.Healthy().With(facts => facts.VpcEndpoints[0] = facts.VpcEndpoints[0] with
            {
                PolicyDocument = PolicyTexts.Document(PolicyTexts.Allow(resource: "\"arn:aws:s3:::own/*\"")),
            }),
            NonCompliant, "s3: the policy of vpce-s3 refuses s3:GetObject on arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer: no statement allows it.")
            { Of = "subnet-1" },

        new("DNS servers of one's own, whose answers nobody knows", net => net.Healthy().Dhcp("10.0.0.53"),
            Undetermined, "ecr.api: dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded; ecr.dkr: dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded; s3: dopt-1 has instances ask 10.0.0.53, whose answers nobody recorded.")
            { Of = "subnet-1" },

        new("hosted zones were not recorded", net => net.Healthy().Without(FactKind.HostedZones),
            Undetermined, "ecr.api: HostedZones have not been recorded; ecr.dkr: HostedZones have not been recorded; s3: HostedZones have not been recorded.") { Of = "subnet-1" },

        new("what jobs need unless they log elsewhere, and nobody made an endpoint to it", net => net.Healthy().Offers("logs"),
            Compliant) { Of = "subnet-1", With = [("bundles", "batch-fargate")] },

        new("ssmmessages, which may serve ECS Exec alone, beside an S3 endpoint that the subnet has no route to",
            net => net.Around().InSubnet1("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").Groups().Acl("acl-1", [Ways.Open, Ways.OpenOut], isDefault: true)
                .Dhcp("AmazonProvidedDNS").Gateway("s3").Reached("ssmmessages", "10.0.2.10"),
            Undetermined, "s3: rtb-subnet-1 sends 0.0.0.0/0 to nat-1, which matters unless ssmmessages serves ECS Exec alone.") { Of = "subnet-1" },

        new("ssmmessages and ssm beside an S3 endpoint that the subnet has no route to",
            net => net.Around().InSubnet1("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").Groups().Acl("acl-1", [Ways.Open, Ways.OpenOut], isDefault: true)
                .Dhcp("AmazonProvidedDNS").Gateway("s3").Reached("ssmmessages", "10.0.2.10").Reached("ssm", "10.0.2.11"),
            NonCompliant, "s3: rtb-subnet-1 sends 0.0.0.0/0 to nat-1.") { Of = "subnet-1" },

        new("ssmmessages, which may serve ECS Exec alone, and no endpoint to ssm",
            net => net.Around().InSubnet1("10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1").Groups().Acl("acl-1", [Ways.Open, Ways.OpenOut], isDefault: true)
                .Dhcp("AmazonProvidedDNS").Reached("ssmmessages", "10.0.2.10").Offers("ssm"), Compliant) { Of = "subnet-1" },

        new("no workload is in the subnet", net => net.Healthy(), NotApplicable, "No workload sends packets from it.") { Of = "subnet-2" },

        new("nothing says which services workloads need", net => net.Around().InSubnet1("10.0.0.0/16 -> local"),
            NotApplicable, "No bundle is used in vpc-1, and no parameter names a service.") { Of = "subnet-1" },

        new("a service that the region does not have does not count", net => net.Healthy().OffersOnly("ecr.api"), Compliant)
            { Of = "subnet-1", With = [("services", "sts,qldb.session")] },
    ];
}
