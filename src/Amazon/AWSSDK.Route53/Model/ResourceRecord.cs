namespace Amazon.Route53.Model;

public class ResourceRecord
{
    public string Value { get; set; }
}
