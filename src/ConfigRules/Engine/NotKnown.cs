using ConfigRules.Model;

namespace ConfigRules.Engine;

/// <summary>What rules say where they cannot tell, so that all say it alike.</summary>
internal static class NotKnown
{
    public const string AccountId = "The AccountId of this network has not been recorded.";

    public const string Region = "The Region of this network has not been recorded.";

    public static string Resource(string id) => $"{id} has not been recorded.";

    public static string EntriesOf(string prefixListId) => $"The entries of {prefixListId} have not been recorded.";

    public static string RouteTableOf(Subnet subnet) => $"The route table of {subnet.Id} has not been recorded.";

    public static string ServiceOf(VpcEndpoint endpoint) => $"{endpoint.Service} is not among the recorded ServiceDetails.";

    public static string TypeOrStateOf(VpcEndpoint endpoint) => $"The type or the state of {endpoint.Id} is none that this version knows.";
}
