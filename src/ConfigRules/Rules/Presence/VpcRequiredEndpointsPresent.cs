using System.Collections.Immutable;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>An endpoint that is not there, or cannot be used, sends packets out to the internet, or nowhere.</summary>
public sealed class VpcRequiredEndpointsPresent() : ParameterizedRule<Vpc>(new()
{
    Id = "vpc-required-endpoints-present",
    Title = "VPCs have an endpoint to each service that they are required to have",
    Severity = Severity.Medium,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints, FactKind.Subnets, FactKind.RouteTables, FactKind.NetworkInterfaces],
    ReadsWhereRecorded = [FactKind.ServiceNames, .. CentralEndpoints.Asks],
    Triggers =
    [
        ResourceType.Vpc, ResourceType.VpcEndpoint, ResourceType.RouteTable, ResourceType.NetworkInterface,
    ],
    ConcernsWorkloads = true,
    Why = """
        Without an endpoint, calls to AWS leave through a NAT gateway, or time out where there is none. Checks that look for any
        endpoint whose name ends alike pass one to ec2messages for ec2, one that nobody has accepted, and an interface endpoint
        where a gateway is meant; and they fail every spoke whose hub has the endpoints.
        """,
    Fix = "Make the endpoints that are missing, and get those accepted, or made again, that cannot be used.",
    Repair = new Repair.ByHand("""
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointType,State,LastError.Message]'
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id VPC --service-name com.amazonaws.REGION.SERVICE --subnet-ids SUBNET --security-group-ids GROUP --private-dns-enabled
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # In CloudFormation:
        #   InterfaceEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Interface, VpcId: VPC, ServiceName: com.amazonaws.REGION.SERVICE, SubnetIds: [SUBNET], SecurityGroupIds: [GROUP], PrivateDnsEnabled: true}
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        """,
        "An interface endpoint is billed, and takes the traffic of the whole VPC from the first moment, through groups that a person has to choose; gateway endpoints the document of route-table-has-gateway-endpoints makes."),
    Proof = """
        aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=VPC --query 'VpcEndpoints[].[ServiceName,VpcEndpointType,State]'
        aws ec2 describe-tags --filters Name=resource-id,Values=VPC Name=key,Values=privatelink:required-services --query 'Tags[].Value'
        """,
    Parameters =
    [
        RequiredServices, RequiredServicesTag, AcceptFips, .. CentralEndpoints.Parameters, OnlyWhenResourceTypes, ParityMode,
    ],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/service-vpc-endpoint-enabled.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
    ],
})
{
    private const string Gateway = ":gateway";
    private const string Interface = ":interface";

    /// <summary>What each control of AWS Security Hub asks for, and whether the managed rule behind it takes FIPS variants too.</summary>
    private static readonly ImmutableDictionary<string, (string Service, bool TakesFips)> Controls =
        new Dictionary<string, (string, bool)>
        {
            ["EC2.10"] = ("ec2", false),
            ["EC2.55"] = ("ecr.api", true),
            ["EC2.56"] = ("ecr.dkr", true),
            ["EC2.57"] = ("ssm", true),
            ["EC2.58"] = ("ssm-contacts", true),
            ["EC2.60"] = ("ssm-incidents", true),
        }.ToImmutableDictionary();

    private static readonly ListParameter RequiredServices = new(
        "requiredServices", "The services to which every VPC needs an endpoint, with its type where only one will do: ec2,kms-fips,s3:gateway.",
        IsRequirement, "services as ec2, kms-fips or s3:gateway, separated by commas");

    /// <summary>
    /// VPCs need different things, and a tag is where their owners say so. A rule that is deployed with neither judges nothing and
    /// says so of each VPC: failing the function would only hide that among failures.
    /// </summary>
    private static readonly TextParameter RequiredServicesTag = new(
        "requiredServicesTag", "The key of a tag of VPCs that lists services which they need besides.",
        Forms.IsTagKey, "a tag key of at most 128 characters", "privatelink:required-services");

    private static readonly BooleanParameter AcceptFips = new(
        "acceptFips", "Whether a service's FIPS endpoint will do for the service.", true);

    private static readonly ListParameter OnlyWhenResourceTypes = new(
        "onlyWhenResourceTypes",
        $"The only VPCs to judge are those with an interface of such a resource ({string.Join(", ", WorkloadTypes.Known)}); none means all.",
        WorkloadTypes.Known.Contains, $"types that interfaces tell of: {string.Join(", ", WorkloadTypes.Known)}");

    private static readonly ChoiceParameter ParityMode = new(
        "parityMode",
        "The control of AWS Security Hub whose verdict to give in place of one's own: any endpoint to its service will do, in whatever "
            + "state and of whatever type, and every VPC needs it, whatever is in it.",
        "off", ["off", .. Controls.Keys.Order(StringComparer.Ordinal)]);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ParityMode) is "off" ? base.Needs(parameters) : [FactKind.Vpcs, FactKind.VpcEndpoints];

    public override Scope Around(Scope scope, Parameters parameters) => CentralEndpoints.Around(scope, parameters);

    protected override Verdict Judge(Vpc vpc, Network network, Parameters parameters)
    {
        if (Controls.TryGetValue(parameters.Get(ParityMode), out var control))
        {
            return network.EndpointsTo(control.Service, vpc.Id).Any(endpoint => control.TakesFips || !endpoint.Service.IsFips)
                ? Compliant()
                : NonCompliant($"It has no endpoint to {control.Service}, which {parameters.Get(ParityMode)} asks for.");
        }

        string[] asked = [.. parameters.Get(RequiredServices).Concat(vpc.ListedIn(parameters.Get(RequiredServicesTag))).Distinct()];
        if (asked is [])
            return NotApplicable($"Neither a parameter nor the tag {parameters.Get(RequiredServicesTag)} says which endpoints it needs.");
        if (asked.FirstOrDefault(text => !IsRequirement(text)) is { } wrong)
            return Undetermined($"Its tag {parameters.Get(RequiredServicesTag)} asks for '{wrong}', which is no service.");

        Subnet[] subnets = [.. CommonParameters.WorkloadSubnets(network, vpc.Id, parameters)];
        if (subnets is [] && !parameters.Get(CommonParameters.ScanUnusedVpcs))
            return NotApplicable("No workload is in it.");

        var types = parameters.Get(OnlyWhenResourceTypes);
        if (types is [_, ..] && !types.Any(type => WorkloadTypes.IsIn(vpc.Id, type, network)))
            return NotApplicable($"No interface in it is of {Wording.List(types)}.");

        Requirement[] offered = [.. asked.Select(Requirement.Of).Where(required => required.IsProvided || network.Offers(required.Plain))];
        if (offered is [])
            return NotApplicable($"{Wording.List(asked)} cannot be had in {network.Region}.");

        var gaps = offered.Select(required => GapOf(required, vpc, subnets, network, parameters)).OfType<Gap>().ToArray();
        var certain = gaps.Where(gap => gap.Doubt is null).ToArray();
        return (gaps, certain) switch
        {
            ([], _) => Compliant(),
            ([{ Doubt: { } doubt }, ..], []) => Undetermined(doubt),
            _ => NonCompliant($"{Wording.Few([.. Findings(certain)])}."),
        };
    }

    /// <summary>Short names alone: a full one would hold in one region only.</summary>
    private static bool IsRequirement(string text)
    {
        var name = Requirement.Of(text).Service;
        return name is not "" && !name.Contains("amazonaws", StringComparison.Ordinal)
            && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-');
    }

    /// <summary>First what is not there at all, in one clause, then what is there and of no use, one by one.</summary>
    private static IEnumerable<string> Findings(Gap[] gaps)
    {
        var missing = gaps.Where(gap => gap.Unusable is null).ToArray();
        if (missing is not [])
            yield return $"It has no endpoint to {Wording.List(missing.Select(gap => gap.Required.Text), most: 5)}{missing.FirstOrDefault(gap => gap.Aside is not "")?.Aside}";
        foreach (var gap in gaps)
        {
            if (gap.Unusable is not null)
                yield return gap.Unusable;
        }
    }

    /// <summary>Null where the VPC has what is required, of its own or by a hub.</summary>
    private static Gap? GapOf(Requirement required, Vpc vpc, Subnet[] subnets, Network network, Parameters parameters)
    {
        var all = network.In<VpcEndpoint>(vpc.Id).Where(endpoint => endpoint.Service.Service == required.Plain).ToArray();
        var here = all.Where(endpoint => network.LeadsTo(required.Plain, endpoint)).ToArray();
        if (here.Any(endpoint => endpoint.CarriesTraffic && required.Takes(endpoint.Type) && IsOfVariant(endpoint)))
            return null;

        var strange = here.FirstOrDefault(endpoint => !endpoint.IsUnderstood);
        var central = required.Takes(EndpointType.Interface)
            ? CentralEndpoints.To(required.Service, vpc, subnets, network, parameters) : CentralAnswer.No();
        if (central.IsServed is true)
            return null;
        return new(required, (here, all) switch
        {
            ([{ CarriesTraffic: true } other, ..], _) when !required.Takes(other.Type) => $"{other.Id} to {required.Plain} is of type {other.Type}",
            ([{ CarriesTraffic: true } other, ..], _) => $"{other.Id} to {required.Plain} is {(other.Service.IsFips ? "a" : "no")} FIPS endpoint",
            ([var other, ..], _) => $"{other.Id} to {required.Plain} is {Words.Of(other.State)}",
            (_, [var other, ..]) => $"{other.Id} leads to {required.Plain} of {other.Service.Region}",
            _ => null,
        })
        {
            Doubt = strange is not null ? $"The type or the state of {strange.Id} is none that this version knows." : central.IsServed is null ? central.Why : null,
            Aside = central.Aside,
        };

        bool IsOfVariant(VpcEndpoint endpoint) => endpoint.Service.IsFips == required.IsFips || (!required.IsFips && parameters.Get(AcceptFips));
    }

    /// <summary>A service to which an endpoint is required.</summary>
    /// <param name="Text">As it was asked for: "s3:gateway".</param>
    /// <param name="Service">"s3", "kms-fips".</param>
    /// <param name="Type">Null where any type will do in which the service comes.</param>
    private sealed record Requirement(string Text, string Service, EndpointType? Type)
    {
        public string Plain => ServiceName.Plain(Service);

        public bool IsFips => Plain != Service;

        /// <summary>Whether it is an endpoint service, which is in no list of the region's services.</summary>
        public bool IsProvided => Service.StartsWith("vpce-svc-", StringComparison.Ordinal);

        public static Requirement Of(string text) =>
            text.EndsWith(Gateway, StringComparison.Ordinal) ? new(text, text[..^Gateway.Length], EndpointType.Gateway)
            : text.EndsWith(Interface, StringComparison.Ordinal) ? new(text, text[..^Interface.Length], EndpointType.Interface)
            : new(text, text, null);

        /// <summary>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</summary>
        public bool Takes(EndpointType type) => Type is { } only ? type == only : type is EndpointType.Interface
            || (type is EndpointType.Gateway && Intent.ComesWithGateways(Service));
    }

    /// <summary>A requirement that is not met, why what is there is of no use, and, where that is not certain, what is in doubt.</summary>
    private sealed record Gap(Requirement Required, string? Unusable)
    {
        public string? Doubt { get; init; }

        public string Aside { get; init; } = "";
    }
}
