using Amazon.Runtime;

namespace Amazon.ConfigService.Model;

public class PutEvaluationsRequest : AmazonConfigServiceRequest
{
    public List<Evaluation> Evaluations { get; set; }

    public string ResultToken { get; set; }

    public bool? TestMode { get; set; }
}

public class PutEvaluationsResponse : AmazonWebServiceResponse
{
    public List<Evaluation> FailedEvaluations { get; set; }
}
