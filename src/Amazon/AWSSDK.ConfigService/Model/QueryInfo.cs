namespace Amazon.ConfigService.Model;

public class QueryInfo
{
    public List<FieldInfo> SelectFields { get; set; }
}

public class FieldInfo
{
    public string Name { get; set; }
}
