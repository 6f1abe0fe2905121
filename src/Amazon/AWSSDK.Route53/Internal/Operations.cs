using Amazon.Route53.Model;
using Amazon.Runtime.Internal;
using Amazon.Shared.Xml;

namespace Amazon.Route53.Internal;

/// <summary>https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53.html</summary>
internal static class Operations
{
    public static readonly Operation<GetHostedZoneRequest, GetHostedZoneResponse> GetHostedZone = new(
        "hostedzone/{Id}",
        static (http, request) => http.AddPathResource("{Id}", Bare(request.Id)),
        static xml => new()
        {
            HostedZone = xml.Object("HostedZone", ReadZone),
            VPCs = xml.List("VPCs", static vpc => new VPC { VPCRegion = vpc.Text("VPCRegion"), VPCId = vpc.Text("VPCId") }),
        });

    public static readonly Operation<ListHostedZonesByVPCRequest, ListHostedZonesByVPCResponse> ListHostedZonesByVPC = new(
        "hostedzonesbyvpc",
        static (http, request) =>
        {
            http.Query("maxitems", request.MaxItems);
            http.Query("nexttoken", request.NextToken);
            http.Query("vpcid", request.VPCId);
            http.Query("vpcregion", request.VPCRegion);
        },
        static xml => new()
        {
            HostedZoneSummaries = xml.List("HostedZoneSummaries", ReadSummary),
            MaxItems = xml.Text("MaxItems"),
            NextToken = xml.Text("NextToken"),
        });

    public static readonly Operation<ListResourceRecordSetsRequest, ListResourceRecordSetsResponse> ListResourceRecordSets = new(
        "hostedzone/{Id}/rrset",
        static (http, request) =>
        {
            http.AddPathResource("{Id}", Bare(request.HostedZoneId));
            http.Query("identifier", request.StartRecordIdentifier);
            http.Query("maxitems", request.MaxItems);
            http.Query("name", request.StartRecordName);
            http.Query("type", request.StartRecordType);
        },
        static xml => new()
        {
            ResourceRecordSets = xml.List("ResourceRecordSets", ReadRecords),
            IsTruncated = xml.Flag("IsTruncated"),
            NextRecordName = xml.Text("NextRecordName"),
            NextRecordType = xml.Text("NextRecordType"),
            NextRecordIdentifier = xml.Text("NextRecordIdentifier"),
            MaxItems = xml.Text("MaxItems"),
        });

    /// <summary>Answers have ids with the path before them, and as such they may come back.</summary>
    private static string Bare(string id) => id?[(id.LastIndexOf('/') + 1)..];

    private static void Query(this IRequest http, string name, string value)
    {
        if (value is not null)
            http.Parameters.Add(name, value);
    }

    private static HostedZone ReadZone(XmlElement xml) => new()
    {
        Id = xml.Text("Id"),
        Name = xml.Text("Name"),
        CallerReference = xml.Text("CallerReference"),
        Config = xml.Object("Config", static config => new HostedZoneConfig
        {
            Comment = config.Text("Comment"),
            PrivateZone = config.Flag("PrivateZone"),
        }),
        ResourceRecordSetCount = xml.Number("ResourceRecordSetCount"),
    };

    private static HostedZoneSummary ReadSummary(XmlElement xml) => new()
    {
        HostedZoneId = xml.Text("HostedZoneId"),
        Name = xml.Text("Name"),
        Owner = xml.Object("Owner", static owner => new HostedZoneOwner
        {
            OwningAccount = owner.Text("OwningAccount"),
            OwningService = owner.Text("OwningService"),
        }),
    };

    private static ResourceRecordSet ReadRecords(XmlElement xml) => new()
    {
        Name = xml.Text("Name"),
        Type = xml.Text("Type"),
        SetIdentifier = xml.Text("SetIdentifier"),
        TTL = xml.Number("TTL"),
        ResourceRecords = xml.List("ResourceRecords", static record => new ResourceRecord { Value = record.Text("Value") }),
        AliasTarget = xml.Object("AliasTarget", static alias => new AliasTarget
        {
            HostedZoneId = alias.Text("HostedZoneId"),
            DNSName = alias.Text("DNSName"),
            EvaluateTargetHealth = alias.Flag("EvaluateTargetHealth"),
        }),
    };
}
