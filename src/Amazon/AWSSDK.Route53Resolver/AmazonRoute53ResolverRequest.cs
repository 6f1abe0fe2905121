using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class AmazonRoute53ResolverRequest : AmazonWebServiceRequest;
