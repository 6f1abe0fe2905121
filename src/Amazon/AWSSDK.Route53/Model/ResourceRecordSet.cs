namespace Amazon.Route53.Model;

public class ResourceRecordSet
{
    public string Name { get; set; }

    public RRType Type { get; set; }

    public string SetIdentifier { get; set; }

    public long? TTL { get; set; }

    public List<ResourceRecord> ResourceRecords { get; set; }

    public AliasTarget AliasTarget { get; set; }
}
