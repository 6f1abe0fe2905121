using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Bundles;

/// <summary>
/// What AWS Config calls the resource behind a workload's interface, as far as the interface tells; no other fact of a network
/// says what runs in a VPC.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html</remarks>
public static class WorkloadTypes
{
    private static readonly (string Type, ImmutableArray<string> Descriptions)[] ByDescription =
    [
        ("AWS::ECS::Service", PatternsOf("ecs-fargate")),
        ("AWS::EKS::Cluster", PatternsOf("eks-private")),
        ("AWS::Glue::Job", PatternsOf("glue")),
        ("AWS::SageMaker::Domain", PatternsOf("sagemaker-studio")),
    ];

    /// <summary>The types that can be told.</summary>
    public static ImmutableArray<string> Known { get; } =
        ["AWS::EC2::NetworkInterface", "AWS::EC2::Instance", "AWS::Lambda::Function", .. ByDescription.Select(entry => entry.Type)];

    public static readonly ListParameter OnlyWhenResourceTypes = new(
        "onlyWhenResourceTypes",
        $"The only VPCs to judge are those with an interface of such a resource ({string.Join(", ", Known)}); none means all.",
        Known.Contains, $"types that interfaces tell of: {string.Join(", ", Known)}");

    /// <summary>Whether resources are in the VPC for which somebody wants it to be judged: of one of the types that a parameter names, or any where it names none.</summary>
    public static bool AreWantedIn(string vpcId, Network network, Parameters parameters) =>
        parameters.Get(OnlyWhenResourceTypes) is not [_, ..] types || types.Any(type => IsIn(vpcId, type, network));

    /// <summary>Whether a resource of the type has an interface in the VPC.</summary>
    public static bool IsIn(string vpcId, string type, Network network) =>
        network.In<NetworkInterface>(vpcId).Any(networkInterface => networkInterface.IsWorkload && Is(networkInterface, type));

    private static bool Is(NetworkInterface networkInterface, string type) => type switch
    {
        "AWS::EC2::NetworkInterface" => true,
        "AWS::Lambda::Function" => networkInterface.InterfaceType is "lambda",
        // Services that put interfaces into a VPC manage them; what a person or a launch made belongs to an instance once in use.
        "AWS::EC2::Instance" => networkInterface is { RequesterManaged: false, RequesterId: null, InterfaceType: "interface" or "efa" or "trunk" }
            && !ByDescription.Any(entry => IsDescribedBy(networkInterface, entry.Descriptions)),
        _ => ByDescription.Any(entry => entry.Type == type && IsDescribedBy(networkInterface, entry.Descriptions)),
    };

    private static bool IsDescribedBy(NetworkInterface networkInterface, ImmutableArray<string> patterns) =>
        patterns.Any(pattern => Pattern.Matches(pattern, networkInterface.Description, ignoreCase: false));

    private static ImmutableArray<string> PatternsOf(string bundle) => ServiceBundles.Find(bundle)!.DetectedByInterfaces;
}
